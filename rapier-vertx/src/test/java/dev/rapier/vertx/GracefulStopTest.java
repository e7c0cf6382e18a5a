package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.http.HeaderList;
import dev.rapier.web.engine.BodyStream;
import dev.rapier.web.engine.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DispatchMode.class)
record GracefulStopTest(DispatchMode mode) {
    private static TestApplication waiting(CountDownLatch started, CountDownLatch go) {
        return new TestApplication()
                .on("/wait", e -> {
                    started.countDown();
                    go.await();
                    TestApplication.text(e, 200, "done");
                })
                .on("/hello", e -> TestApplication.text(e, 200, "hello"));
    }

    private static void awaitRefusal(TestServer server) {
        TestServer.await("the port to be closed", () -> {
            try (var client = server.connect()) {
                return false;
            } catch (IOException refused) {
                return true;
            }
        });
    }

    @Test
    void a_request_at_work_is_finished_and_its_connection_closed_after_it() throws Exception {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var app = waiting(started, go);
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/wait");
            started.await();
            server.engine().stopAccepting();
            awaitRefusal(server);
            assertThat(server.engine().inFlight()).isEqualTo(1);
            go.countDown();
            var answer = client.answer();
            assertThat(answer.body()).isEqualTo("done");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
            assertThat(app.cancelled).isEmpty();
        }
    }

    @Test
    void a_stream_at_work_is_finished() throws Exception {
        var go = new CountDownLatch(1);
        var app = new TestApplication().on("/stream", e -> {
            BodyStream out = e.stream(200, HeaderList.create());
            out.write("a".getBytes(StandardCharsets.US_ASCII));
            go.await();
            out.write("b".getBytes(StandardCharsets.US_ASCII));
            out.end();
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/stream").head();
            server.engine().stopAccepting();
            go.countDown();
            assertThat(client.chunks()).isEqualTo("ab");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void idle_connections_are_closed_at_once_and_fresh_ones_soon() throws Exception {
        try (var server = TestServer.start(mode, waiting(new CountDownLatch(1), new CountDownLatch(1)));
                var used = server.connect();
                var fresh = server.connect();
                var silent = server.connect()) {
            used.get("/hello").answer();
            TestServer.await("all connections", () -> server.connections() == 3);
            server.engine().stopAccepting();
            assertThat(used.isClosedByServer()).isTrue();
            var answer = fresh.get("/hello").answer();
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(silent.isClosedByServer()).isTrue();
        }
    }

    @Test
    void a_request_that_is_arriving_is_still_served() throws Exception {
        var app = new TestApplication().on("/echo", e -> e.respond(200, HeaderList.create(), e.body()));
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nExpect: 100-continue\r\n\r\nabc");
            assertThat(client.head().status()).isEqualTo(100);
            server.engine().stopAccepting();
            awaitRefusal(server);
            var answer = client.send("def").answer();
            assertThat(answer.body()).isEqualTo("abcdef");
            assertThat(answer.header("connection")).isEqualTo("close");
        }
    }

    @Test
    void a_client_of_http_2_is_told_goodbye_and_its_streams_are_finished() throws Exception {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var server = TestServer.start(mode, waiting(started, go));
                var client = new RawHttp2Client(server.engine().address())) {
            client.get(1, "/wait");
            started.await();
            server.engine().stopAccepting();
            var goodbye = client.next(RawHttp2Client.GOAWAY);
            assertThat(goodbye.number()).isZero();
            assertThat(goodbye.payload()[3]).as("last stream").isEqualTo((byte) 1);
            go.countDown();
            assertThat(client.answer(1).body()).isEqualTo("done");
            client.awaitClose();
        }
    }

    @Test
    void close_cancels_what_is_still_at_work_and_frees_the_port() throws Exception {
        var started = new CountDownLatch(2);
        var app = waiting(started, new CountDownLatch(1));
        EngineSettings settings;
        try (var server = TestServer.start(mode, app);
                var client = server.connect();
                var http2 = new RawHttp2Client(server.engine().address())) {
            settings =
                    EngineSettings.defaults().withPort(server.engine().address().getPort());
            client.get("/wait");
            http2.get(1, "/wait");
            started.await();
            server.engine().close();
            assertThat(app.cancelled).hasSize(2).containsOnly("/wait: The server ends");
            assertThat(client.isClosedByServer()).isTrue();
            http2.awaitClose();
            server.engine().close();
        }
        for (int i = 0; i < 3; i++) {
            try (var again = new TestServer(new VertxEngine(mode).start(settings, app));
                    var client = again.connect()) {
                assertThat(client.get("/hello").answer().body()).isEqualTo("hello");
            }
        }
    }

    @Test
    void close_sends_what_was_already_answered() throws Exception {
        byte[] big = new byte[4 << 20];
        var answered = new CountDownLatch(1);
        var app = new TestApplication().on("/big", e -> {
            e.respond(200, HeaderList.create(), big);
            answered.countDown();
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/big");
            answered.await();
            TestServer.await("the answer", () -> server.engine().inFlight() == 0);
            Thread closer = Thread.startVirtualThread(server.engine()::close);
            client.head();
            assertThat(client.text(big.length)).hasSize(big.length);
            closer.join();
        }
    }

    @Test
    void a_client_that_reads_nothing_does_not_hold_up_close() throws Exception {
        byte[] big = new byte[32 << 20];
        var app = new TestApplication().on("/big", e -> e.respond(200, HeaderList.create(), big));
        var server = TestServer.start(mode, app);
        try (var client = server.connect()) {
            client.get("/big").head();
            long began = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void an_answer_after_close_is_dropped() throws Exception {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var app = new TestApplication().on("/deaf", e -> {
            started.countDown();
            while (go.getCount() > 0) {
                try {
                    go.await();
                } catch (InterruptedException ignored) {
                    // A handler that does not listen.
                }
            }
            TestApplication.text(e, 200, "late");
            ended.countDown();
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/deaf");
            started.await();
            server.engine().close();
            go.countDown();
            ended.await();
            assertThat(app.failures).isEmpty();
        }
    }

    @Test
    void a_taken_port_is_said_with_host_and_port() {
        try (var server = TestServer.start(mode, new TestApplication())) {
            int port = server.engine().address().getPort();
            var settings = EngineSettings.defaults().withPort(port);
            assertThatThrownBy(() -> new VertxEngine(mode).start(settings, new TestApplication()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void several_loops_share_one_port() throws Exception {
        var app = new TestApplication()
                .on(
                        "/loop",
                        dev.rapier.web.engine.ThreadKind.NON_BLOCKING,
                        e -> TestApplication.text(e, 200, Thread.currentThread().getName()));
        try (var server = TestServer.start(mode, app, s -> s.withEventLoops(3))) {
            var loops = new java.util.HashSet<String>();
            for (int i = 0; i < 30; i++) {
                try (var client = server.connect()) {
                    loops.add(client.get("/loop").answer().body());
                }
            }
            assertThat(loops).hasSize(3);
        }
    }
}
