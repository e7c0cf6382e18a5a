package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.vertx.RawHttp2Client.Frame;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Clients that send what costs them nothing and us much are sent away: GOAWAY with ENHANCE_YOUR_CALM or a kin. */
class Http2FloodTest {
    private static final int REFUSED_STREAM = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    private final CountDownLatch never = new CountDownLatch(1);
    private final TestApplication app = new TestApplication()
            .on("/hello", e -> TestApplication.text(e, 200, "hello"))
            .on("/wait", e -> never.await());

    private interface Attack {
        void send(RawHttp2Client client, int round) throws IOException;
    }

    private void assertSentAway(int rounds, Attack attack) throws Exception {
        try (var server = TestServer.start(DispatchMode.LOOP_FIRST, app);
                var client = new RawHttp2Client(server.engine().address())) {
            Thread attacker = Thread.startVirtualThread(() -> {
                try {
                    for (int i = 0; i < rounds; i++) {
                        attack.send(client, i);
                    }
                } catch (IOException e) {
                    // The server has closed.
                }
            });
            try {
                Frame goodbye = client.next(RawHttp2Client.GOAWAY);
                assertThat(goodbye.number()).isEqualTo(ENHANCE_YOUR_CALM);
                client.awaitClose();
            } catch (SocketException reset) {
                // Closed while more of the flood came in: the kernel resets, and the farewell may be lost.
            }
            attacker.join();
            try (var other = server.connect()) {
                assertThat(other.get("/hello").answer().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void rapid_resets() throws Exception {
        assertSentAway(
                2000,
                (client, i) -> client.get(2 * i + 1, "/wait")
                        .send(RawHttp2Client.RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8}));
    }

    @Test
    void resets_that_we_are_made_to_send() throws Exception {
        // A window update of zero on an open stream is the stream's error: we must reset it ourselves.
        assertSentAway(
                2000,
                (client, i) ->
                        client.get(2 * i + 1, "/wait").send(RawHttp2Client.WINDOW_UPDATE, 0, 2 * i + 1, new byte[4]));
    }

    @Test
    void pings() throws Exception {
        assertSentAway(2000, (client, i) -> client.send(RawHttp2Client.PING, 0, 0, new byte[8]));
    }

    @Test
    void settings() throws Exception {
        assertSentAway(2000, (client, i) -> client.send(RawHttp2Client.SETTINGS, 0, 0, new byte[0]));
    }

    @Test
    void priorities() throws Exception {
        assertSentAway(2000, (client, i) -> client.send(RawHttp2Client.PRIORITY, 0, 3, new byte[] {0, 0, 0, 0, 1}));
    }

    @Test
    void empty_data_frames() throws Exception {
        assertSentAway(2000, (client, i) -> {
            if (i == 0) {
                client.send(
                        RawHttp2Client.HEADERS, RawHttp2Client.END_HEADERS, 1, RawHttp2Client.head("POST", "/hello"));
            }
            client.send(RawHttp2Client.DATA, 0, 1, new byte[0]);
        });
    }

    @Test
    void continuations_without_end() throws Exception {
        assertSentAway(2000, (client, i) -> {
            if (i == 0) {
                client.send(RawHttp2Client.HEADERS, 0, 1, RawHttp2Client.head("GET", "/hello"));
            }
            client.send(RawHttp2Client.CONTINUATION, 0, 1, new byte[0]);
        });
    }

    @Test
    void more_streams_than_allowed_are_refused_also_before_the_settings_are_acknowledged() throws Exception {
        try (var server = TestServer.start(DispatchMode.LOOP_FIRST, app);
                var client = new RawHttp2Client(server.engine().address())) {
            for (int i = 0; i < 101; i++) {
                client.get(2 * i + 1, "/wait");
            }
            Frame refused = client.next(RawHttp2Client.RST_STREAM);
            assertThat(refused.stream()).isEqualTo(201);
            assertThat(refused.number()).isEqualTo(REFUSED_STREAM);
            assertThat(app.accepted).hasSize(100);
        }
    }
}
