package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The tour as a process: what it says, how it starts and how it ends. */
@Execution(ExecutionMode.CONCURRENT)
class TourProcessTest {
    @Test
    void withoutADatabaseItStartsAPostgresqlOfItsOwnAndEndsItAtSigterm() throws Exception {
        try (var tour = new TourProcess("--port", "0")) {
            var url = tour.awaitAddress();
            assertThat(get(url + "/users/1")).contains("\"ada\"");
            assertThat(get(url + "/lessons")).contains("\"sequential\"");
            var children = tour.children();
            assertThat(children).isNotEmpty();

            tour.terminate();
            assertThat(tour.awaitExit()).isZero();
            Waiting.until(() -> children.stream().noneMatch(ProcessHandle::isAlive), "PostgreSQL has ended");
        }
    }

    @Test
    void itSaysWhatItServesFromWhereAndWithinWhichLimits() throws Exception {
        var database = EmbeddedPostgres.shared().createDatabase();
        try (var tour = new TourProcess("--port=0", "--database", database, "--upstream", "http://127.0.0.1:9")) {
            assertThat(tour.awaitLine("Rapier serves ")).matches("(http://127\\.0\\.0\\.1:\\d+), docs at \\1/docs");
            assertThat(tour.awaitLine("Settings: ")).contains("max-body-bytes=2097152");
            assertThat(String.join("\n", tour.lines()))
                    .contains("Database postgresql://rapier:********@127.0.0.1:")
                    .contains("Upstream http://127.0.0.1:9")
                    .doesNotContain(database);
            tour.terminate();
            assertThat(tour.awaitExit()).isZero();
        }
    }

    @Test
    void dataAreKeptInTheDirectoryThatIsNamed(@TempDir Path directory) throws Exception {
        var data = directory.resolve("data").toString();
        for (var expected : new String[] {"201", "409"}) {
            try (var tour = new TourProcess("--port", "0", "--data", data)) {
                var url = tour.awaitAddress();
                assertThat(createUser(url)).hasToString(expected);
                tour.terminate();
                assertThat(tour.awaitExit()).isZero();
            }
        }
    }

    @Test
    void aDatabaseThatIsDownAtTheStartIsOneSentenceAndExitCode1() throws Exception {
        try (var tour = new TourProcess("--port", "0", "--database", "postgresql://user:secret@127.0.0.1:9/db")) {
            assertThat(tour.awaitExit()).isEqualTo(1);
            assertThat(tour.lines().getLast()).contains("could not start").contains("127.0.0.1:9");
            assertThat(String.join("\n", tour.lines())).doesNotContain("secret", "\tat ");
        }
    }

    @Test
    void aCommandLineThatMakesNoSenseIsExitCode2() throws Exception {
        try (var tour = new TourProcess("--port", "many")) {
            assertThat(tour.awaitExit()).isEqualTo(2);
            assertThat(tour.lines().getFirst())
                    .isEqualTo("rapier tour: --port is a number from 0 to 65535, not 'many'");
        }
    }

    @Test
    void lessonsRunInTheTerminalAndEnd() throws Exception {
        var database = EmbeddedPostgres.shared().createDatabase();
        try (var tour = new TourProcess("--lessons", "--database", database)) {
            int exit = tour.awaitExit();
            assertThat(exit).as(() -> String.join("\n", tour.lines())).isZero();
            assertThat(tour.lines())
                    .contains("== Coroutine Basics ==", "    Task 1 start")
                    .anyMatch(line -> line.matches("    Sequential time: [3-9]\\.\\d\\ds"))
                    .anyMatch(line -> line.matches("    Concurrent time: [2-9]\\.\\d\\ds"))
                    .anyMatch(line -> line.matches("    Gather time: [2-9]\\.\\d\\ds"))
                    .anyMatch(line -> line.equals("    GET /sync-endpoint -> 200 {\"message\":\"Sync response\"}"))
                    .noneMatch(line -> line.contains("failed"));
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static int createUser(String url) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/users-sqlalchemy"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"username\":\"kept\",\"email\":\"kept@example.com\"}"))
                    .build();
            return http.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
