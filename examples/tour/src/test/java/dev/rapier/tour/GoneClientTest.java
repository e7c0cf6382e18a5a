package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.sql.Database;
import dev.rapier.web.Rapier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens in the database when a client leaves. */
@ExtendWith(RunningTour.Shared.class)
class GoneClientTest {
    private final Database database;
    private final RunningTour tour;

    GoneClientTest(RunningTour tour) {
        this.tour = tour;
        this.database = tour.tour().components().database();
    }

    @Test
    void aClientThatLeavesInTheMiddleOfAQueryEndsTheQueryAndThePoolStaysWhole() throws IOException {
        var app = Rapier.create();
        app.get("/slow", request -> database.fetchOne("SELECT pg_sleep(30)"));
        app.settings().port(0);
        try (var running = app.start()) {
            int before = database.pool().open();
            try (var client = connect(running.address().getPort(), "/slow")) {
                Waiting.until(() -> backends("pg_sleep") == 1, "the query runs");
                assertThat(client.isConnected()).isTrue();
            }
            Waiting.until(Duration.ofSeconds(2), () -> backends("pg_sleep") == 0, "the query has ended");
            Waiting.until(() -> database.pool().active() == 0, "the connection is back");
            assertThat(database.pool().open()).isGreaterThanOrEqualTo(before);
            assertThat(tour.get("/users/1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleOfAnExportEndsTheQueryAndThePoolStaysWhole() throws IOException {
        try (var client = connect(java.net.URI.create(tour.url("/")).getPort(), "/export-csv?rows=100000000")) {
            assertThat(client.getInputStream().readNBytes(100_000)).hasSize(100_000);
            assertThat(database.pool().active()).isPositive();
        }
        Waiting.until(Duration.ofSeconds(5), () -> database.pool().active() == 0, "the connection is back");
        Waiting.until(Duration.ofSeconds(5), () -> backends("generate_series") == 0, "the query has ended");
    }

    private static Socket connect(int port, String path) throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** How many other backends are at work on a statement that contains this. */
    private long backends(String words) {
        return database.fetchVal(Long.class, """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE state = 'active' AND datname = current_database()
                        AND pid <> pg_backend_pid() AND position(:words in query) > 0
                        """, java.util.Map.of("words", words))
                .orElseThrow();
    }
}
