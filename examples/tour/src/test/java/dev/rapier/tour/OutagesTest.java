package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.sql.embedded.EmbeddedOptions;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What clients are told when something that the tour builds on is away. */
@Execution(ExecutionMode.CONCURRENT)
class OutagesTest {
    @Test
    void anUpstreamThatIsDownIsABadGateway() {
        try (var tour = RunningTour.with("--upstream", "http://127.0.0.1:9")) {
            var answer = tour.get("/fetch-urls");
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Bad Gateway\"}");
        }
    }

    @Test
    void anUpstreamThatHangsIsAGatewayTimeout() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var tour = RunningTour.with("--upstream", "http://127.0.0.1:" + silent.getLocalPort())) {
            var answer = tour.get("/fetch-urls");
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Gateway Timeout\"}");
        }
    }

    /** The upstream answers for one of the three users; the calls for the others are under way when the caller's time is over. */
    @Test
    void oneUpstreamThatHangsEndsAllAtTheDeadlineOfTheCallerAndTheUpstreamSeesIt() throws InterruptedException {
        try (var upstream = new HangingUpstream();
                var tour = RunningTour.with("--upstream", upstream.url())) {
            var answer = tour.getWithin(Duration.ofMillis(500), "/fetch-urls");
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Gateway Timeout\"}");

            // At once, and not by the client's own timeout, which would be 5 s.
            var gone = Set.of(
                    String.valueOf(upstream.gone.poll(3, TimeUnit.SECONDS)),
                    String.valueOf(upstream.gone.poll(3, TimeUnit.SECONDS)));
            assertThat(gone).allMatch(end -> end.matches("(python|microsoft) (closed|reset)"));
            assertThat(gone).hasSize(2);
            assertThat(upstream.deadlines)
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(Integer.parseInt(line.substring(line.indexOf(' ') + 1)))
                            .isBetween(1, 500));
        }
    }

    @Test
    void aDatabaseThatDiesWhileServingIsUnavailableUntilItIsBack(@TempDir Path directory) {
        var first = EmbeddedPostgres.start(EmbeddedOptions.in(directory.resolve("data")));
        try (var tour = RunningTour.on(first.url())) {
            assertThat(tour.get("/users/1").statusCode()).isEqualTo(200);

            first.close();
            var answer = tour.get("/users/1");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).matches("\\{\"detail\":\"The database is .*try again\"}");
            assertThat(answer.headers().firstValue("retry-after")).contains("1");
            assertThat(tour.get("/async-endpoint").statusCode()).isEqualTo(200);

            try (var second = EmbeddedPostgres.start(
                    EmbeddedOptions.in(directory.resolve("data")).port(first.port()))) {
                Waiting.until(() -> tour.get("/users/1").statusCode() == 200, "the database is back");
                assertThat(second.isRunning()).isTrue();
            }
        } finally {
            first.close();
        }
    }
}
