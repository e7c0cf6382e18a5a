package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Maven script does where no Maven is installed, with a repository that is a folder. */
class FetchMavenTest {

    private static final Path PROGRAM =
            Path.of("../.mvn/FetchMaven.java").toAbsolutePath().normalize();
    private static final byte[] DISTRIBUTION = "a distribution".getBytes();

    @TempDir
    static Path classes;

    @TempDir
    Path folder;

    private Path repository;
    private Path target;
    private String said = "";

    @BeforeAll
    static void compile() {
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), PROGRAM.toString()))
                .isZero();
    }

    @BeforeEach
    void fillRepository() throws IOException {
        repository = folder.resolve("repository");
        target = folder.resolve("fetched/maven.tar.gz");
        Path at = Files.createDirectories(repository.resolve("org/apache/maven/apache-maven/1.2.3"));
        Files.write(at.resolve("apache-maven-1.2.3-bin.tar.gz"), DISTRIBUTION);
    }

    @Test
    void the_repository_of_the_environment_is_used() throws Exception {
        assertThat(fetch(
                        sha512(DISTRIBUTION),
                        Map.of("MVNW_REPOURL", repository.toUri().toString())))
                .as(said)
                .isZero();
        assertThat(target).hasBinaryContent(DISTRIBUTION);
    }

    @Test
    void the_first_mirror_of_the_settings_is_used_and_comments_are_not() throws Exception {
        settings("""
                <settings xmlns="http://maven.apache.org/SETTINGS/1.2.0">
                  <!-- <mirrors><mirror><url>file:///nowhere</url></mirror></mirrors> -->
                  <mirrors><mirror><id>near</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
                </settings>
                """.formatted(repository.toUri()));
        assertThat(fetch(sha512(DISTRIBUTION), Map.of())).as(said).isZero();
        assertThat(target).hasBinaryContent(DISTRIBUTION);
    }

    @Test
    void where_no_repository_is_named_none_is_asked() throws Exception {
        settings("<settings/>");
        assertThat(fetch(sha512(DISTRIBUTION), Map.of())).isEqualTo(3);
        assertThat(said).isEmpty();
    }

    @Test
    void what_lacks_the_pinned_checksum_is_not_kept() throws Exception {
        String pinned = sha512("another one".getBytes());
        assertThat(fetch(pinned, Map.of("MVNW_REPOURL", repository.toUri().toString())))
                .isEqualTo(1);
        assertThat(said).contains("SHA-512", pinned);
        assertThat(target).doesNotExist();
    }

    @Test
    void a_password_in_the_url_is_not_told() throws Exception {
        assertThat(fetch(sha512(DISTRIBUTION), Map.of("MVNW_REPOURL", "http://someone:secret@127.0.0.1:1/maven")))
                .isEqualTo(1);
        assertThat(said).contains("127.0.0.1").doesNotContain("secret");
    }

    private void settings(String xml) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(".m2")).resolve("settings.xml"), xml);
    }

    private int fetch(String sha512, Map<String, String> environment) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", classes.toString(), "FetchMaven", "1.2.3", sha512, target.toString());
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        said = new String(process.getInputStream().readAllBytes());
        return process.waitFor();
    }

    private static String sha512(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(content));
    }
}
