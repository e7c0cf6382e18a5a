package dev.rapier.modulepath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Database, migrations and the embedded server work on the module path, too. */
class ModulePathTest {
    private static final Pattern TESTS_ONLY =
            Pattern.compile("junit|assertj|opentest4j|apiguardian|byte-buddy|surefire|jspecify|test-classes");

    @Test
    void programFindsEverythingOnTheModulePath() throws Exception {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var modules = Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !TESTS_ONLY.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
        var tests = Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--module-path",
                        modules,
                        "--add-modules",
                        "dev.rapier.sql",
                        "--class-path",
                        tests,
                        ModuleProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = program.inputReader()) {
            assertThat(out.readAllAsString()).isEqualTo("dev.rapier.sql [1, 2] [User[id=1, name=ann]]\n");
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }
}
