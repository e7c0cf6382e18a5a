package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --with} and {@code --classpath} of the launcher, in a project of which Maven and Java are stand-ins that say what they are asked. */
class LibrariesTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path root;

    private Path jar;

    @BeforeEach
    void makeProject() throws IOException {
        Files.copy(PROJECT.resolve("rapier"), root.resolve("rapier"));
        Path scripts = Files.createDirectory(root.resolve(".mvn"));
        Files.copy(PROJECT.resolve(".mvn/libraries.sh"), scripts.resolve("libraries.sh"));
        Files.writeString(root.resolve("pom.xml"), "<project>\n  <version>1.2.3</version>\n</project>\n");
        Path java = executable("jdk/bin/java", "printf '%s\\n' \"$@\"");
        Files.writeString(
                scripts.resolve("find-jdk.sh"), "JAVA_HOME=" + java.getParent().getParent() + "\n");
        // Copies what it is told to copy, and has nothing of version 0.
        executable("mvnw", """
                for word; do
                    case $word in
                        -DoutputDirectory=*) to=${word#*=} ;;
                        */pom.xml) pom=$word ;;
                    esac
                done
                echo run >>"$(dirname "$0")/runs"
                if grep -q '<version>0<' "$pom"; then
                    echo '[ERROR] Could not find it -> [Help 1]'
                    echo '[ERROR] To see the full stack trace ..'
                    exit 1
                fi
                cp "$pom" "$to/asked.jar"
                """);
        // A build that is up to date.
        Path modules = Files.createDirectories(root.resolve(".rapier/modules-1"));
        Files.writeString(modules.resolve("rapier.jar"), "");
        jar = Files.writeString(root.resolve("mine.jar"), "");
        Files.writeString(root.resolve(".rapier/current"), modules + "\n");
    }

    @Test
    void a_library_and_what_it_needs_is_fetched_once_and_stands_on_the_class_path() throws Exception {
        String fetched = root.toRealPath() + "/.rapier/libraries/com.example_driver_1.5";
        for (int run = 0; run < 2; run++) {
            assertThat(rapier("tour", "--with", "com.example:driver:1.5", "--port", "0"))
                    .contains("/rapier.jar:" + fetched + "/*\n")
                    .endsWith("dev.rapier.cli.Main\ntour\n--port\n0\n");
        }
        assertThat(root.resolve("runs")).hasContent("run\n");
        assertThat(Path.of(fetched, "asked.jar"))
                .content()
                .contains(
                        "<version>1.2.3</version>\n    <relativePath>../../../pom.xml</relativePath>",
                        "<groupId>com.example</groupId><artifactId>driver</artifactId><version>1.5</version>");
    }

    @Test
    void without_a_version_it_is_the_one_that_the_build_of_rapier_knows() throws Exception {
        assertThat(rapier("--with=com.example:driver", "run", "app.java"))
                .contains("/.rapier/libraries/com.example_driver/*\n");
        assertThat(root.resolve(".rapier/libraries/com.example_driver/asked.jar"))
                .content()
                .contains("<artifactId>driver</artifactId></dependency>");
    }

    @Test
    void what_cant_be_fetched_is_told_with_what_maven_says_and_nothing_is_kept() throws Exception {
        assertThat(rapier("run", "app.java", "--with", "com.example:driver:0")).isEqualTo("""
                        Fetching com.example:driver:0 ...
                        Could not find it
                        com.example:driver:0 could not be fetched: are name and version those that you mean?
                        exit 1
                        """);
        assertThat(root.resolve(".rapier/libraries")).isEmptyDirectory();
    }

    @Test
    void jars_that_are_there_can_be_named() throws Exception {
        assertThat(rapier("run", "--classpath", jar + ":" + root + "/*", "app.java"))
                .contains("/rapier.jar:" + jar + ":" + root + "/*\n")
                .endsWith("\nrun\napp.java\n");
    }

    @Test
    void wrong_values_end_with_two() throws Exception {
        assertThat(rapier("run", "--with", "driver"))
                .isEqualTo("--with wants GROUP:ARTIFACT:VERSION, not 'driver'\nexit 2\n");
        assertThat(rapier("run", "--with", "a:b:c; rm -rf x")).contains("not 'a:b:c; rm -rf x'");
        assertThat(rapier("run", "--with")).isEqualTo("--with needs a value\nexit 2\n");
        assertThat(rapier("run", "--classpath", "no.jar"))
                .isEqualTo("--classpath no.jar: there is no no.jar\nexit 2\n");
    }

    @Test
    void behind_two_dashes_all_is_the_programs() throws Exception {
        assertThat(rapier("run", "app.java", "two words", "--", "--with", "x", "--classpath"))
                .endsWith("run\napp.java\ntwo words\n--\n--with\nx\n--classpath\n");
    }

    private Path executable(String name, String script) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What the launcher says, and its exit code where that is not 0. */
    private String rapier(String... words) throws Exception {
        String[] command = new String[words.length + 4];
        command[0] = "sh";
        command[1] = "-c";
        command[2] = "\"$0\" \"$@\" || echo \"exit $?\"";
        command[3] = root.resolve("rapier").toString();
        System.arraycopy(words, 0, command, 4, words.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
