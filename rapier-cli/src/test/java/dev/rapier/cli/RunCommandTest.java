package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();
    private final ClassLoader ofTheTest = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void forgetAddress() {
        System.clearProperty("rapier.host");
        System.clearProperty("rapier.port");
    }

    @AfterEach
    void takeBackTheLoader() {
        Thread.currentThread().setContextClassLoader(ofTheTest);
        forgetAddress();
    }

    @Test
    void a_program_without_a_class_runs_and_gets_its_arguments() throws IOException {
        assertThat(said("""
                void main(String[] args) throws Exception {
                    java.nio.file.Files.writeString(java.nio.file.Path.of(args[0]), "hello " + args[1]);
                }
                """, "you")).isEqualTo("hello you");
    }

    @Test
    void one_import_brings_all_of_rapier() throws IOException {
        assertThat(said("""
                import module dev.rapier;

                void main(String[] args) throws Exception {
                    Coroutine<String> coroutine = () -> "awaited";
                    Files.writeString(Path.of(args[0]), coroutine.run());
                }
                """)).isEqualTo("awaited");
    }

    @Test
    void parameters_keep_their_names() throws IOException {
        assertThat(said("""
                String user(int userId) { return "user " + userId; }

                void main(String[] args) throws Exception {
                    var method = getClass().getDeclaredMethod("user", int.class);
                    Files.writeString(Path.of(args[0]), method.getParameters()[0].getName());
                }
                """)).isEqualTo("userId");
    }

    @Test
    void a_class_with_a_static_main_method_runs_too() throws IOException {
        assertThat(said("""
                record Before(int number) {}

                class program {
                    public static void main(String[] args) throws java.io.IOException {
                        java.nio.file.Files.writeString(java.nio.file.Path.of(args[0]), "" + new Before(7));
                    }
                }
                """)).isEqualTo("Before[number=7]");
    }

    @Test
    void the_code_of_a_class_can_be_read_from_its_loader() throws IOException {
        assertThat(said("""
                record Item(int id) {}

                void main(String[] args) throws Exception {
                    try (InputStream code = Thread.currentThread().getContextClassLoader()
                            .getResourceAsStream(Item.class.getName().replace('.', '/') + ".class")) {
                        Files.writeString(Path.of(args[0]), Integer.toHexString(new DataInputStream(code).readInt()));
                    }
                }
                """)).isEqualTo("cafebabe");
    }

    @Test
    void host_and_port_reach_the_program_as_properties() throws IOException {
        Path file = program("""
                void main(String[] args) throws Exception {
                    Files.writeString(Path.of(args[0]),
                            System.getProperty("rapier.host") + ":" + System.getProperty("rapier.port"));
                }
                """);
        Path answer = folder.resolve("answer");
        assertThat(rapier("run", file.toString(), answer.toString(), "--host", "127.0.0.2", "--port", "0"))
                .isZero();
        assertThat(answer).hasContent("127.0.0.2:0");
    }

    @Test
    void a_program_that_does_not_compile_is_told_with_file_and_line() throws IOException {
        Path file = program("""
                void main() {
                    int number = "three";
                }
                """);
        assertThat(rapier("run", file.toString())).isEqualTo(1);
        assertThat(errors.toString())
                .contains(file + ":2: error: incompatible types", "int number = \"three\";", "1 error");
    }

    @Test
    void a_program_whose_main_method_throws_ends_with_one() throws IOException {
        Path file = program("""
                void main() {
                    throw new IllegalStateException("on purpose");
                }
                """);
        List<Throwable> uncaught = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        try {
            assertThat(rapier("run", file.toString())).isEqualTo(1);
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }
        assertThat(uncaught).singleElement().satisfies(e -> {
            assertThat(e).hasMessage("on purpose");
            assertThat(e.getStackTrace()).hasSize(1);
        });
    }

    @Test
    void a_program_without_a_main_method_is_told_how_to_get_one() throws IOException {
        Path file = program("class program { void other() {} }");
        assertThat(rapier("run", file.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains(file + " has no main method", "void main()");
    }

    @Test
    void a_file_that_is_not_there_is_a_wrong_command_line() {
        assertThat(rapier("run", folder.resolve("none.java").toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("There is no file " + folder.resolve("none.java"));
    }

    private String said(String source, String... arguments) throws IOException {
        Path answer = folder.resolve("answer");
        List<String> line = new ArrayList<>(List.of("run", program(source).toString(), answer.toString()));
        line.addAll(List.of(arguments));
        assertThat(rapier(line.toArray(String[]::new))).as(errors.toString()).isZero();
        return Files.readString(answer);
    }

    private Path program(String source) throws IOException {
        return Files.writeString(folder.resolve("program.java"), source);
    }

    private int rapier(String... line) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setErr(new PrintWriter(errors, true));
        return commandLine.execute(line);
    }
}
