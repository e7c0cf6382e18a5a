package dev.rapier.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rapier as a named module: a program on the class path, and one that is a module itself. */
class ModulePathTest {
    private static final String PROGRAM = """
            import dev.rapier.http.Get;
            import dev.rapier.http.HeaderList;
            import dev.rapier.web.Rapier;
            import dev.rapier.web.memory.MemoryEngine;

            public class Shop {
                private record Item(int id) {}

                @Get("/items/{id}")
                private Item item(int id) { return new Item(id); }

                public static void main(String[] arguments) {
                    var engine = new MemoryEngine();
                    var app = Rapier.create().include(new Shop()).start(engine);
                    for (String path : new String[] {"/items/7", "/docs/assets/x/swagger-ui.css",
                            "/redoc/assets/x/bundles/redoc.standalone.js"}) {
                        var call = engine.send("GET", path, HeaderList.create(), new byte[0]);
                        System.out.println(call.status() + " " + (call.body().length > 0));
                    }
                    app.stop();
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aProgramOnTheClassPathIsServedByRapierOnTheModulePath() throws Exception {
        compile(List.of(write("Shop.java", PROGRAM)));

        assertThat(run(
                        "--add-modules",
                        "dev.rapier.web",
                        "-cp",
                        folder.resolve("out").toString(),
                        "Shop"))
                .containsExactly("200 true", "200 true", "200 true");
    }

    @Test
    void aModuleThatOpensItsPackageIsServed() throws Exception {
        module("opens shop;");

        assertThat(runModule()).containsExactly("200 true", "200 true", "200 true");
    }

    @Test
    void aModuleThatDoesNotIsToldWhatToAdd() throws Exception {
        module("");

        assertThat(String.join("\n", runModule())).contains("opens shop to dev.rapier.web;");
    }

    private void module(String opens) throws IOException {
        Path info = write("module-info.java", "module shop { requires dev.rapier.web; exports shop; " + opens + " }");
        Path program = write("shop/Shop.java", "package shop;\n" + PROGRAM);
        compile(List.of(info, program));
    }

    private List<String> runModule() throws Exception {
        return run("-p", folder.resolve("out") + File.pathSeparator + modulePath(), "-m", "shop/shop.Shop");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void compile(List<Path> sources) {
        var arguments = new ArrayList<>(List.of(
                "-parameters",
                "-proc:none",
                "-p",
                modulePath(),
                "--add-modules",
                "dev.rapier.web",
                "-d",
                folder.resolve("out").toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(code).isZero();
    }

    /** The class path of the tests without the tests. */
    private static String modulePath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && new File(entry).exists())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> run(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-p", modulePath()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    }
}
