package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.vertx.RawClient.Answer;
import dev.rapier.web.engine.EngineSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final TestApplication app = new TestApplication()
            .on("/hello", e -> TestApplication.text(e, 200, "hello"))
            .on("/length", e -> TestApplication.text(e, 200, String.valueOf(e.body().length)));

    private TestServer start(UnaryOperator<EngineSettings> change) {
        return TestServer.start(DispatchMode.LOOP_FIRST, app, change);
    }

    private static void assertRefused(RawClient client, int status) throws Exception {
        Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(answer.body()).startsWith("{\"detail\":");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void a_request_line_longer_than_the_limit_is_414() throws Exception {
        try (var server = start(s -> s.withMaxRequestLineBytes(100))) {
            String fits = "/" + "a".repeat(100 - "GET / HTTP/1.1".length());
            try (var client = server.connect()) {
                assertThat(client.get(fits).answer().status()).isEqualTo(404);
            }
            try (var client = server.connect()) {
                assertRefused(client.get(fits + "a"), 414);
            }
            try (var client = server.connect()) {
                assertRefused(client.send("GET /" + "a".repeat(500_000)), 414);
            }
        }
    }

    @Test
    void header_fields_longer_than_the_limit_in_all_are_431() throws Exception {
        try (var server = start(s -> s.withMaxHeaderBytes(1000));
                var fits = server.connect();
                var client = server.connect();
                var endless = server.connect()) {
            fits.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + "b".repeat(900) + "\r\n\r\n");
            assertThat(fits.answer().status()).isEqualTo(200);
            client.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + "b".repeat(600) + "\r\nY: " + "c".repeat(600)
                    + "\r\n\r\n");
            assertRefused(client, 431);
            endless.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + "b".repeat(200_000));
            assertRefused(endless, 431);
        }
    }

    @Test
    void more_header_fields_than_the_limit_are_431() throws Exception {
        try (var server = start(s -> s.withMaxHeaderCount(10));
                var fits = server.connect();
                var client = server.connect()) {
            fits.send("GET /hello HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(9) + "\r\n");
            assertThat(fits.answer().status()).isEqualTo(200);
            client.send("GET /hello HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(10) + "\r\n");
            assertRefused(client, 431);
        }
    }

    @Test
    void a_body_announced_longer_than_the_limit_is_413_before_it_is_sent() throws Exception {
        try (var server = start(s -> s.withMaxBodyBytes(1000));
                var fits = server.connect();
                var client = server.connect();
                var huge = server.connect()) {
            fits.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000));
            assertThat(fits.answer().body()).isEqualTo("1000");
            client.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");
            assertRefused(client, 413);
            huge.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 4294967296\r\n\r\n");
            assertRefused(huge, 413);
            assertThat(app.accepted).containsExactly("POST /length");
        }
    }

    @Test
    void a_refused_client_that_goes_on_sending_still_gets_its_answer() throws Exception {
        try (var server = start(s -> s.withMaxBodyBytes(1000));
                var client = server.connect()) {
            client.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000));
            assertRefused(client, 413);
        }
    }

    @Test
    void a_chunked_body_is_413_as_soon_as_it_passes_the_limit() throws Exception {
        try (var server = start(s -> s.withMaxBodyBytes(1000));
                var fits = server.connect();
                var client = server.connect()) {
            String begin = "POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
            fits.send(begin + "3e8\r\n" + "x".repeat(1000) + "\r\n0\r\n\r\n");
            assertThat(fits.answer().body()).isEqualTo("1000");
            client.send(begin + "3e8\r\n" + "x".repeat(1000) + "\r\n1\r\ny");
            assertRefused(client, 413);
        }
    }

    @Test
    void who_expects_100_is_told_to_go_on_or_refused_before_the_body() throws Exception {
        try (var server = start(s -> s.withMaxBodyBytes(1000));
                var client = server.connect();
                var refused = server.connect();
                var other = server.connect()) {
            client.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);
            assertThat(client.send("abc").answer().body()).isEqualTo("3");
            refused.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
            assertRefused(refused, 413);
            other.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: a-pony\r\n\r\n");
            assertRefused(other, 417);
        }
    }

    @Test
    void a_head_that_does_not_come_in_time_is_408() throws Exception {
        try (var server = start(s -> s.withHeadTimeout(Duration.ofMillis(200)));
                var silent = server.connect();
                var partial = server.connect();
                var second = server.connect()) {
            partial.send("GET /hello HTTP/1.1\r\nHost: a\r\n");
            second.get("/hello").answer();
            second.send("GET /hel");
            assertRefused(silent, 408);
            assertRefused(partial, 408);
            assertRefused(second, 408);
        }
    }

    @Test
    void a_head_sent_byte_by_byte_gets_no_more_time() throws Exception {
        try (var server = start(s -> s.withHeadTimeout(Duration.ofMillis(400)));
                var client = server.connect()) {
            long began = System.nanoTime();
            var stopped = new CountDownLatch(1);
            Thread.startVirtualThread(() -> {
                try {
                    client.send("GET /hello HTTP/1.1\r\nX: ");
                    while (stopped.getCount() > 0) {
                        client.send("x");
                        Thread.sleep(20);
                    }
                } catch (Exception e) {
                    // The server has closed.
                }
            });
            assertThat(client.answer().status()).isEqualTo(408);
            stopped.countDown();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_body_that_pauses_too_long_is_408() throws Exception {
        try (var server = start(s -> s.withBodyReadTimeout(Duration.ofMillis(200)));
                var client = server.connect()) {
            client.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
            assertRefused(client, 408);
            assertThat(app.accepted).isEmpty();
        }
    }

    @Test
    void a_body_slower_than_the_least_speed_is_408_though_it_never_pauses() throws Exception {
        try (var server = start(s -> s.withBodyReadTimeout(Duration.ofMillis(300)));
                var slow = server.connect();
                var quick = server.connect()) {
            slow.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
            quick.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
            Thread dripping = Thread.startVirtualThread(() -> drip(slow));
            for (int i = 0; i < 20; i++) {
                quick.send("x".repeat(5_000));
                Thread.sleep(50);
            }
            assertThat(quick.answer().body()).isEqualTo("100000");
            assertThat(slow.answer().status()).isEqualTo(408);
            dripping.interrupt();
        }
    }

    private static void drip(RawClient client) {
        try {
            while (true) {
                client.send("x");
                Thread.sleep(20);
            }
        } catch (java.io.IOException | InterruptedException end) {
            // The test is over.
        }
    }

    @Test
    void an_old_connection_closes_after_its_answer() throws Exception {
        try (var server = start(s -> s.withMaxConnectionAge(Duration.ofMillis(200)));
                var client = server.connect()) {
            String connection = null;
            for (int i = 0; connection == null; i++) {
                connection = client.get("/hello").answer().header("connection");
                Thread.sleep(20);
                assertThat(i).isLessThan(500);
            }
            assertThat(connection).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void an_idle_connection_is_closed_without_an_answer() throws Exception {
        try (var server = start(s -> s.withIdleTimeout(Duration.ofMillis(200)));
                var client = server.connect()) {
            assertThat(client.get("/hello").answer().status()).isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void a_long_handler_is_not_idle() throws Exception {
        app.on("/long", e -> {
            Thread.sleep(700);
            TestApplication.text(e, 200, "done");
        });
        var shortest = Duration.ofMillis(100);
        try (var server = start(s -> s.withIdleTimeout(shortest)
                        .withHeadTimeout(shortest)
                        .withBodyReadTimeout(shortest)
                        .withWriteStallTimeout(shortest));
                var client = server.connect()) {
            assertThat(client.get("/long").answer().body()).isEqualTo("done");
        }
    }

    @Test
    void more_connections_than_the_limit_wait_until_others_close() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (var server = start(s -> s.withMaxConnections(5))) {
            for (int i = 0; i < 5; i++) {
                clients.add(server.connect());
                assertThat(clients.get(i).get("/hello").answer().status()).isEqualTo(200);
            }
            List<RawClient> late = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                late.add(server.connect().get("/hello"));
            }
            for (RawClient client : clients) {
                assertThat(client.get("/hello").answer().status()).isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(5);
            assertThat(late.getFirst().socket.getInputStream().available()).isZero();
            for (RawClient client : clients) {
                client.close();
            }
            for (int i = 0; i < 10; i++) {
                assertThat(late.get(i).answer().status()).isEqualTo(200);
                late.get(i).close();
            }
            TestServer.await("all closed", () -> server.connections() == 0);
        }
    }

    @Test
    void a_full_queue_of_cpu_bound_work_is_503() throws Exception {
        var go = new CountDownLatch(1);
        app.on("/compute", dev.rapier.web.engine.ThreadKind.CPU_BOUND, e -> {
            go.await();
            TestApplication.text(e, 200, "computed");
        });
        List<RawClient> clients = new ArrayList<>();
        try (var server = start(s -> s)) {
            int places = Runtime.getRuntime().availableProcessors() + 256;
            for (int i = 0; i < places; i++) {
                clients.add(server.connect().get("/compute"));
            }
            TestServer.await("all accepted", () -> app.accepted.size() == places);
            try (var client = server.connect()) {
                Answer answer = client.get("/compute").answer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("retry-after")).isEqualTo("1");
                assertThat(client.get("/hello").answer().status()).isEqualTo(200);
            }
            go.countDown();
            for (RawClient client : clients) {
                assertThat(client.answer().body()).isEqualTo("computed");
                client.close();
            }
        }
    }
}
