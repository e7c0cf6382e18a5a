package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search of the launcher and the Maven script for a JDK, with JDKs of which only the version is real. */
class FindJdkTest {

    private static final Path SCRIPT =
            Path.of("../.mvn/find-jdk.sh").toAbsolutePath().normalize();

    @TempDir
    Path home;

    @Test
    void the_jdk_of_java_home_is_taken() throws Exception {
        Path jdk = jdk("mine", "25.0.3");
        assertThat(found(Map.of("JAVA_HOME", jdk.toString()))).isEqualTo(jdk.toString());
    }

    @Test
    void a_java_home_that_is_too_old_is_passed_over() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path recent = jdk(".sdkman/candidates/java/26-tem", "26");
        String found = found(Map.of("JAVA_HOME", old.toString()));
        assertThat(found).isNotEqualTo(old.toString());
        assertThat(Path.of(found).resolve("bin/javac")).isExecutable();
        assertThat(found).matches(path -> path.equals(recent.toString()) || path.startsWith("/usr/lib/jvm/"));
    }

    @Test
    void a_java_without_a_compiler_is_passed_over() throws Exception {
        Path runtime = jdk("jre", "25.0.3");
        Files.delete(runtime.resolve("bin/javac"));
        jdk(".sdkman/candidates/java/25-tem", "25.0.3");
        assertThat(found(Map.of("JAVA_HOME", runtime.toString()))).isNotEqualTo(runtime.toString());
    }

    @Test
    void where_there_is_none_the_message_says_what_was_seen_and_how_to_get_one() throws Exception {
        Path old = jdk("old", "17.0.15");
        String said = run(
                "eval \"$(sed s/jdk_wanted=25/jdk_wanted=99/ " + SCRIPT + ")\"", Map.of("JAVA_HOME", old.toString()));
        assertThat(said)
                .contains("needs a JDK of version 99", "17 at " + old, "sdk install java", "JAVA_HOME=/path/to/jdk");
    }

    private Path jdk(String folder, String version) throws IOException {
        Path jdk = home.resolve(folder);
        Path compiler = Files.createDirectories(jdk.resolve("bin")).resolve("javac");
        Files.writeString(compiler, "");
        assertThat(compiler.toFile().setExecutable(true)).isTrue();
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private String found(Map<String, String> environment) throws Exception {
        return run(". " + SCRIPT + "\necho \"$JAVA_HOME\"", environment).strip();
    }

    private String run(String command, Map<String, String> environment) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        shell.environment().clear();
        shell.environment().put("PATH", "/usr/bin:/bin");
        shell.environment().put("HOME", home.toString());
        shell.environment().putAll(environment);
        Process process = shell.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes());
    }
}
