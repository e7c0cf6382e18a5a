package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.http.HeaderList;
import dev.rapier.web.engine.BodyStream;
import dev.rapier.web.engine.ThreadKind;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DispatchMode.class)
record StreamTest(DispatchMode mode) {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TestApplication rows(int count) {
        return new TestApplication().on("/rows", e -> {
            BodyStream out = e.stream(200, HeaderList.of("content-type", "text/csv"));
            for (int i = 0; i < count; i++) {
                out.write(bytes(i + "\n"));
            }
            out.end();
        });
    }

    private static String expected(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i).append('\n');
        }
        return text.toString();
    }

    @Test
    void a_stream_is_chunked_and_leaves_the_connection_usable() throws Exception {
        try (var server = TestServer.start(mode, rows(20_000));
                var client = server.connect()) {
            for (int i = 0; i < 30; i++) {
                assertThat(client.get("/rows").answer().body()).isEqualTo(expected(20_000));
            }
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
        }
    }

    @Test
    void the_head_and_each_piece_arrive_before_the_stream_ends() throws Exception {
        var go = new CountDownLatch(1);
        var app = new TestApplication().on("/live", e -> {
            BodyStream out = e.stream(200, HeaderList.create());
            out.write(bytes("first"));
            go.await();
            out.write(bytes("second"));
            out.end();
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            assertThat(client.get("/live").head().header("transfer-encoding")).isEqualTo("chunked");
            assertThat(client.text(client.chunkSize())).isEqualTo("first");
            client.line();
            go.countDown();
            assertThat(client.chunks()).isEqualTo("second");
        }
    }

    @Test
    void a_client_of_http_1_0_gets_the_stream_until_the_connection_closes() throws Exception {
        try (var server = TestServer.start(mode, rows(100));
                var client = server.connect()) {
            client.send("GET /rows HTTP/1.0\r\n\r\n");
            assertThat(client.head().headers()).doesNotContainKey("transfer-encoding");
            assertThat(client.rest()).isEqualTo(expected(100));
        }
    }

    @Test
    void head_of_a_stream_has_no_body() throws Exception {
        try (var server = TestServer.start(mode, rows(100));
                var client = server.connect()) {
            client.send("HEAD /rows HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(client.get("/rows").answer().body()).isEqualTo(expected(100));
        }
    }

    @Test
    void a_stream_of_announced_length_is_not_chunked() throws Exception {
        var app = new TestApplication().on("/file", e -> {
            BodyStream out = e.stream(200, HeaderList.of("content-length", "6"));
            out.write(bytes("abc"));
            out.write(bytes("def"));
            out.end();
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            var answer = client.get("/file").answer();
            assertThat(answer.body()).isEqualTo("abcdef");
            assertThat(answer.headers()).doesNotContainKey("transfer-encoding");
            assertThat(client.get("/file").answer().body()).isEqualTo("abcdef");
        }
    }

    @Test
    void a_stream_shorter_than_announced_is_cut() throws Exception {
        var app = new TestApplication().on("/file", e -> {
            BodyStream out = e.stream(200, HeaderList.of("content-length", "6"));
            out.write(bytes("abc"));
            out.end();
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/file").head();
            assertThatThrownBy(() -> client.text(6)).isInstanceOfAny(EOFException.class, SocketException.class);
        }
    }

    @Test
    void a_slow_client_slows_the_producer_rather_than_filling_memory() throws Exception {
        var written = new AtomicLong();
        var app = endless(written);
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/endless").head();
            long before;
            do {
                before = written.get();
                Thread.sleep(100);
            } while (written.get() != before);
            // What the producer could write is what the kernel's buffers and our queue hold.
            assertThat(before).isLessThan(32 << 20);
            for (int i = 0; i < 2_000; i++) {
                client.text(client.chunkSize());
                client.line();
            }
            TestServer.await("the producer to go on", () -> written.get() > 2_000 * 1_000);
        }
        TestServer.await("the producer's end", () -> app.failures.size() == 1);
    }

    private static TestApplication endless(AtomicLong written) {
        return new TestApplication().on("/endless", e -> {
            BodyStream out = e.stream(200, HeaderList.create());
            byte[] piece = new byte[16 << 10];
            while (true) {
                out.write(piece);
                written.addAndGet(piece.length);
            }
        });
    }

    @Test
    void a_client_that_leaves_ends_the_producer() throws Exception {
        var app = endless(new AtomicLong());
        try (var server = TestServer.start(mode, app)) {
            try (var client = server.connect()) {
                client.get("/endless").head();
            }
            TestServer.await("the cancel", () -> app.cancelled.size() == 1);
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
        }
    }

    @Test
    void a_client_that_reads_nothing_is_cut_at_the_stall_limit_and_its_handler_cancelled() throws Exception {
        var app = endless(new AtomicLong());
        try (var server = TestServer.start(mode, app, s -> s.withWriteStallTimeout(Duration.ofMillis(300)));
                var client = server.connect()) {
            client.get("/endless").head();
            TestServer.await("the cancel", () -> app.cancelled.size() == 1);
            assertThat(app.cancelled.peek()).contains("The client read nothing of its answer for PT0.3S");
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
        }
    }

    @Test
    void an_answer_that_the_client_does_not_read_is_cut_at_the_stall_limit() throws Exception {
        byte[] big = new byte[32 << 20];
        var app = new TestApplication().on("/big", e -> e.respond(200, HeaderList.create(), big));
        try (var server = TestServer.start(mode, app, s -> s.withWriteStallTimeout(Duration.ofMillis(300)));
                var client = server.connect()) {
            client.get("/big").head();
            TestServer.await("the close", () -> server.connections() == 0);
            assertThatThrownBy(() -> client.text(big.length))
                    .isInstanceOfAny(EOFException.class, SocketException.class);
        }
    }

    @Test
    void a_slow_but_steady_client_is_not_cut() throws Exception {
        byte[] big = new byte[8 << 20];
        var app = new TestApplication().on("/big", e -> e.respond(200, HeaderList.create(), big));
        try (var server = TestServer.start(mode, app, s -> s.withWriteStallTimeout(Duration.ofMillis(400)));
                var client = server.connect()) {
            client.get("/big").head();
            for (int i = 0; i < 16; i++) {
                client.text(big.length / 16);
                Thread.sleep(80);
            }
        }
    }

    @Test
    void an_aborted_stream_has_no_last_chunk() throws Exception {
        var app = new TestApplication().on("/abort", e -> {
            BodyStream out = e.stream(200, HeaderList.create());
            out.write(bytes("partial"));
            out.abort();
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/abort").head();
            assertThatThrownBy(client::chunks).isInstanceOfAny(EOFException.class, SocketException.class);
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
            assertThat(app.cancelled).isEmpty();
        }
    }

    @Test
    void an_aborted_stream_resets_a_client_of_http_1_0() throws Exception {
        var sent = new CountDownLatch(1);
        var app = new TestApplication().on("/abort", e -> {
            BodyStream out = e.stream(200, HeaderList.create());
            out.write(bytes("partial"));
            sent.await();
            out.abort();
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.send("GET /abort HTTP/1.0\r\n\r\n").head();
            assertThat(client.text(7)).isEqualTo("partial");
            sent.countDown();
            assertThatThrownBy(client::rest).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void a_task_that_ends_without_ending_its_stream_breaks_it_off() throws Exception {
        var app = new TestApplication()
                .on("/forgotten", e -> e.stream(200, HeaderList.create()).write(bytes("partial")));
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/forgotten").head();
            assertThatThrownBy(client::chunks).isInstanceOfAny(EOFException.class, SocketException.class);
        }
    }

    @Test
    void a_handler_on_the_loop_may_stream_little_but_not_wait() throws Exception {
        var app = new TestApplication()
                .on("/little", ThreadKind.NON_BLOCKING, e -> {
                    BodyStream out = e.stream(200, HeaderList.create());
                    out.write(bytes("a"));
                    out.write(bytes("b"));
                    out.end();
                })
                .on("/much", ThreadKind.NON_BLOCKING, e -> {
                    BodyStream out = e.stream(200, HeaderList.create());
                    while (true) {
                        out.write(new byte[32 << 10]);
                    }
                });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            assertThat(client.get("/little").answer().body()).isEqualTo("ab");
            client.get("/much").head();
            assertThatThrownBy(client::chunks).isInstanceOfAny(EOFException.class, SocketException.class);
            assertThat(app.failures)
                    .singleElement()
                    .satisfies(failure -> assertThat(failure)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("can't wait"));
        }
    }

    @Test
    void a_cancelled_producer_stops_waiting_for_its_client() throws Exception {
        var producer = new java.util.concurrent.atomic.AtomicReference<Thread>();
        var end = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        var app = new TestApplication().on("/endless", e -> {
            producer.set(Thread.currentThread());
            BodyStream out = e.stream(200, HeaderList.create());
            try {
                while (true) {
                    out.write(new byte[64 << 10]);
                }
            } catch (Throwable t) {
                end.set(t);
            }
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/endless").head();
            TestServer.await("the wait", () -> producer.get().getState() == Thread.State.WAITING);
            producer.get().interrupt();
            TestServer.await("its end", () -> end.get() != null);
            assertThat(end.get()).isInstanceOf(dev.rapier.async.Cancellation.class);
        }
    }

    @Test
    void a_write_after_the_client_left_says_so() throws Exception {
        var started = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        var app = new TestApplication();
        app.on("/late", e -> {
            BodyStream out = e.stream(200, HeaderList.create());
            started.countDown();
            while (gone.getCount() > 0) {
                try {
                    gone.await();
                } catch (InterruptedException cancelled) {
                    // Goes on to the write.
                }
            }
            while (true) {
                out.write(bytes("x"));
            }
        });
        try (var server = TestServer.start(mode, app)) {
            try (var client = server.connect()) {
                client.get("/late");
                started.await();
            }
            TestServer.await("the cancel", () -> app.cancelled.size() == 1);
            gone.countDown();
            TestServer.await("the failure", () -> app.failures.size() == 1);
            assertThat(app.failures.peek())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("The client closed the connection");
        }
    }
}
