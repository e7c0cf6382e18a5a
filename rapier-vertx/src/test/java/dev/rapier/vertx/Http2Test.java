package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.http.HeaderList;
import dev.rapier.vertx.RawHttp2Client.Answer;
import dev.rapier.vertx.RawHttp2Client.Frame;
import dev.rapier.web.engine.BodyStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DispatchMode.class)
record Http2Test(DispatchMode mode) {
    private static final int COMPLETE = RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM;

    private static final TestApplication HELLO = new TestApplication()
            .on("/hello", e -> TestApplication.text(e, 200, "hello " + e.httpVersion()))
            .on("/echo", e -> e.respond(200, HeaderList.create(), e.body()));

    private static RawHttp2Client connect(TestServer server) throws Exception {
        return new RawHttp2Client(server.engine().address());
    }

    @Test
    void a_client_with_prior_knowledge_is_answered() throws Exception {
        try (var server = TestServer.start(mode, HELLO);
                var client = connect(server)) {
            for (int stream = 1; stream < 200; stream += 2) {
                Answer answer = client.get(stream, "/hello").answer(stream);
                assertThat(answer.status()).isEqualTo("200");
                assertThat(answer.body()).isEqualTo("hello HTTP/2");
                assertThat(answer.headers().get("content-length")).hasToString("12");
                assertThat(answer.headers().get("date").toString()).endsWith("GMT");
                assertThat(answer.headers().get("server")).isNull();
            }
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
        }
    }

    @Test
    void the_preface_may_come_in_pieces() throws Exception {
        try (var server = TestServer.start(mode, HELLO);
                var client = new RawHttp2Client(server.engine().address(), false)) {
            for (byte b : "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII)) {
                client.write(new byte[] {b});
            }
            client.send(RawHttp2Client.SETTINGS, 0, 0, new byte[0]);
            assertThat(client.get(1, "/hello").answer(1).body()).isEqualTo("hello HTTP/2");
        }
    }

    @Test
    void a_client_can_upgrade_from_http_1_1() throws Exception {
        try (var server = TestServer.start(mode, HELLO);
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .build()) {
            URI uri = URI.create("http://127.0.0.1:" + server.engine().address().getPort() + "/hello");
            for (int i = 0; i < 3; i++) {
                var answer = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.body()).isEqualTo("hello HTTP/2");
            }
        }
    }

    @Test
    void an_upgrade_with_a_body_stays_with_http_1_1() throws Exception {
        try (var server = TestServer.start(mode, HELLO);
                var client = server.connect()) {
            client.send(
                    "POST /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                            + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAA\r\n\r\nabc");
            assertThat(client.answer().body()).isEqualTo("hello HTTP/1.1");
        }
    }

    @Test
    void the_request_is_seen_as_it_was_sent() throws Exception {
        var seen = new AtomicReference<String>();
        var app = new TestApplication().on("/a", e -> {
            var names = new StringBuilder();
            e.headers()
                    .forEach((name, value) ->
                            names.append(name).append('=').append(value).append(' '));
            seen.set(String.join(
                    " | ",
                    e.method(),
                    String.valueOf(e.query()),
                    e.scheme(),
                    e.authority(),
                    e.headers().first("X-One").orElseThrow(),
                    e.headers().all("x-two").toString(),
                    e.headers().first(":path").toString(),
                    names.toString().trim(),
                    new String(e.body(), StandardCharsets.UTF_8)));
            TestApplication.text(e, 200, "");
        });
        try (var server = TestServer.start(mode, app);
                var client = connect(server)) {
            byte[] head = RawHttp2Client.head(
                    "PUT", "/a?b=c", "x-one", "1", "cookie", "a=1", "x-two", "2", "cookie", "b=2", "x-two", "3");
            client.send(RawHttp2Client.HEADERS, RawHttp2Client.END_HEADERS, 1, head);
            client.send(RawHttp2Client.DATA, 0, 1, "ab".getBytes(StandardCharsets.UTF_8));
            client.send(RawHttp2Client.DATA, RawHttp2Client.END_STREAM, 1, "c".getBytes(StandardCharsets.UTF_8));
            assertThat(client.answer(1).status()).isEqualTo("200");
            assertThat(seen.get())
                    .startsWith("PUT | b=c | http | test | 1 | [2, 3] | Optional.empty | ")
                    .contains("cookie=a=1; b=2")
                    .doesNotContain(":")
                    .endsWith(" | abc");
        }
    }

    @Test
    void streams_are_answered_as_they_end_not_as_they_began() throws Exception {
        var go = new CountDownLatch(1);
        var app = new TestApplication()
                .on("/slow", e -> {
                    go.await();
                    TestApplication.text(e, 200, "slow");
                })
                .on("/fast", e -> TestApplication.text(e, 200, "fast"));
        try (var server = TestServer.start(mode, app);
                var client = connect(server)) {
            client.get(1, "/slow").get(3, "/fast");
            assertThat(client.answer(3).body()).isEqualTo("fast");
            go.countDown();
            assertThat(client.answer(1).body()).isEqualTo("slow");
        }
    }

    @Test
    void a_reset_stream_cancels_its_handler_at_once_and_no_other() throws Exception {
        var started = new CountDownLatch(2);
        var interrupted = new AtomicInteger();
        var go = new CountDownLatch(1);
        var app = new TestApplication()
                .on("/sleep", e -> {
                    started.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException cancelled) {
                        interrupted.incrementAndGet();
                    }
                })
                .on("/other", e -> {
                    started.countDown();
                    go.await();
                    TestApplication.text(e, 200, "other");
                });
        try (var server = TestServer.start(mode, app);
                var client = connect(server)) {
            client.get(1, "/sleep").get(3, "/other");
            started.await();
            client.send(RawHttp2Client.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});
            TestServer.await("the interrupt", () -> interrupted.get() == 1);
            assertThat(app.cancelled).containsExactly("/sleep: The client reset the stream");
            go.countDown();
            assertThat(client.answer(3).body()).isEqualTo("other");
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
        }
    }

    @Test
    void a_closed_connection_cancels_all_its_handlers() throws Exception {
        var started = new CountDownLatch(3);
        var interrupted = new AtomicInteger();
        var app = new TestApplication().on("/sleep", e -> {
            started.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException cancelled) {
                interrupted.incrementAndGet();
            }
        });
        try (var server = TestServer.start(mode, app)) {
            try (var client = connect(server)) {
                client.get(1, "/sleep").get(3, "/sleep").get(5, "/sleep");
                started.await();
            }
            TestServer.await("the interrupts", () -> interrupted.get() == 3);
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
            assertThat(app.cancelled).containsOnly("/sleep: The client closed the connection");
        }
    }

    @Test
    void answered_streams_are_not_cancelled() throws Exception {
        var app = new TestApplication().on("/hello", e -> TestApplication.text(e, 200, "hello"));
        try (var server = TestServer.start(mode, app)) {
            try (var client = connect(server)) {
                for (int stream = 1; stream < 100; stream += 2) {
                    client.get(stream, "/hello").answer(stream);
                }
            }
            TestServer.await("the close", () -> server.connections() == 0);
            assertThat(app.cancelled).isEmpty();
            assertThat(server.engine().inFlight()).isZero();
        }
    }

    @Test
    void head_has_the_length_but_no_data() throws Exception {
        try (var server = TestServer.start(mode, HELLO);
                var client = connect(server)) {
            client.send(
                    RawHttp2Client.HEADERS,
                    RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM,
                    1,
                    RawHttp2Client.head("HEAD", "/hello"));
            Answer answer = client.answer(1);
            assertThat(answer.headers().get("content-length")).hasToString("12");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void a_big_answer_waits_for_the_windows_of_the_client() throws Exception {
        byte[] big = new byte[300_000];
        var app = new TestApplication().on("/big", e -> e.respond(200, HeaderList.create(), big));
        try (var server = TestServer.start(mode, app);
                var client = connect(server)) {
            client.get(1, "/big");
            int received = 0;
            while (received < big.length) {
                Frame data = client.next(RawHttp2Client.DATA);
                received += data.payload().length;
                byte[] more = {0, 0, (byte) (data.payload().length >> 8), (byte) data.payload().length};
                if (data.payload().length > 0) {
                    client.send(RawHttp2Client.WINDOW_UPDATE, 0, 0, more);
                    client.send(RawHttp2Client.WINDOW_UPDATE, 0, 1, more);
                }
            }
            assertThat(received).isEqualTo(big.length);
            assertThat(app.cancelled).isEmpty();
        }
    }

    private static TestApplication endless(AtomicLong written) {
        return new TestApplication().on("/endless", e -> {
            BodyStream out = e.stream(200, HeaderList.create());
            while (true) {
                out.write(new byte[8 << 10]);
                written.addAndGet(8 << 10);
            }
        });
    }

    @Test
    void a_closed_window_slows_the_producer_and_stalls_only_its_stream() throws Exception {
        var written = new AtomicLong();
        var app = endless(written).on("/hello", e -> TestApplication.text(e, 200, ""));
        try (var server = TestServer.start(mode, app);
                var client = connect(server)) {
            client.get(1, "/endless");
            int received = 0;
            while (received < 65_535) {
                received += client.next(RawHttp2Client.DATA).payload().length;
            }
            long before;
            do {
                before = written.get();
                Thread.sleep(50);
            } while (written.get() != before);
            assertThat(before).isLessThan(400_000);
            assertThat(client.get(3, "/hello").answer(3).status()).isEqualTo("200");
        }
        TestServer.await("the producer's end", () -> app.failures.size() == 1);
    }

    @Test
    void a_stream_that_is_not_read_is_reset_at_the_stall_limit() throws Exception {
        var app = endless(new AtomicLong()).on("/hello", e -> TestApplication.text(e, 200, ""));
        try (var server = TestServer.start(mode, app, s -> s.withWriteStallTimeout(Duration.ofMillis(300)));
                var client = connect(server)) {
            client.get(1, "/endless");
            assertThat(client.next(RawHttp2Client.RST_STREAM).stream()).isEqualTo(1);
            assertThat(app.cancelled.peek()).contains("read nothing of its answer");
            assertThat(client.get(3, "/hello").answer(3).status()).isEqualTo("200");
        }
    }

    @Test
    void an_aborted_stream_is_reset() throws Exception {
        var app = new TestApplication().on("/abort", e -> {
            BodyStream out = e.stream(200, HeaderList.create());
            out.write("partial".getBytes(StandardCharsets.UTF_8));
            out.abort();
        });
        try (var server = TestServer.start(mode, app);
                var client = connect(server)) {
            client.get(1, "/abort");
            assertThat(client.next(RawHttp2Client.RST_STREAM).number()).isEqualTo(2);
            assertThat(app.cancelled).isEmpty();
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
        }
    }

    @Test
    void a_streamed_answer_ends_its_stream() throws Exception {
        var app = new TestApplication().on("/rows", e -> {
            BodyStream out = e.stream(200, HeaderList.of("content-type", "text/csv"));
            for (int i = 0; i < 1000; i++) {
                out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.end();
        });
        try (var server = TestServer.start(mode, app);
                var client = connect(server)) {
            for (int stream = 1; stream < 60; stream += 2) {
                assertThat(client.get(stream, "/rows")
                                .answer(stream)
                                .body()
                                .lines()
                                .count())
                        .isEqualTo(1000);
                client.send(RawHttp2Client.WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 16, 0});
            }
        }
    }

    @Test
    void a_body_that_is_too_long_is_413_and_the_rest_is_not_awaited() throws Exception {
        try (var server = TestServer.start(mode, HELLO, s -> s.withMaxBodyBytes(1000));
                var client = connect(server)) {
            client.send(
                    RawHttp2Client.HEADERS,
                    RawHttp2Client.END_HEADERS,
                    1,
                    RawHttp2Client.head("POST", "/echo", "content-length", "1001"));
            assertThat(client.answer(1).status()).isEqualTo("413");
            assertThat(client.next(RawHttp2Client.RST_STREAM).number()).isZero();
            client.send(RawHttp2Client.HEADERS, RawHttp2Client.END_HEADERS, 3, RawHttp2Client.head("POST", "/echo"));
            client.send(RawHttp2Client.DATA, 0, 3, new byte[1001]);
            assertThat(client.answer(3).status()).isEqualTo("413");
            assertThat(client.get(5, "/hello").answer(5).status()).isEqualTo("200");
        }
    }

    @Test
    void a_body_that_pauses_too_long_is_408() throws Exception {
        try (var server = TestServer.start(mode, HELLO, s -> s.withBodyReadTimeout(Duration.ofMillis(200)));
                var client = connect(server)) {
            client.send(RawHttp2Client.HEADERS, RawHttp2Client.END_HEADERS, 1, RawHttp2Client.head("POST", "/echo"));
            assertThat(client.answer(1).status()).isEqualTo("408");
        }
    }

    @Test
    void a_body_that_drips_is_408() throws Exception {
        try (var server = TestServer.start(mode, HELLO, s -> s.withBodyReadTimeout(Duration.ofMillis(200)));
                var client = connect(server)) {
            client.send(RawHttp2Client.HEADERS, RawHttp2Client.END_HEADERS, 1, RawHttp2Client.head("POST", "/echo"));
            Thread dripping = Thread.startVirtualThread(() -> drip(client));
            assertThat(client.answer(1).status()).isEqualTo("408");
            dripping.interrupt();
        }
    }

    private static void drip(RawHttp2Client client) {
        try {
            while (true) {
                client.send(RawHttp2Client.DATA, 0, 1, new byte[1]);
                Thread.sleep(20);
            }
        } catch (java.io.IOException | InterruptedException end) {
            // The test is over.
        }
    }

    @Test
    void an_old_connection_is_told_goodbye() throws Exception {
        try (var server = TestServer.start(mode, HELLO, s -> s.withMaxConnectionAge(Duration.ofMillis(200)));
                var client = connect(server)) {
            client.next(RawHttp2Client.GOAWAY);
            client.awaitClose();
        }
    }

    @Test
    void who_expects_100_is_told_to_go_on() throws Exception {
        try (var server = TestServer.start(mode, HELLO);
                var client = connect(server)) {
            client.send(
                    RawHttp2Client.HEADERS,
                    RawHttp2Client.END_HEADERS,
                    1,
                    RawHttp2Client.head("POST", "/echo", "expect", "100-continue"));
            assertThat(client.next(RawHttp2Client.HEADERS).headers().status()).hasToString("100");
            client.send(RawHttp2Client.DATA, RawHttp2Client.END_STREAM, 1, "abc".getBytes(StandardCharsets.UTF_8));
            assertThat(client.answer(1).body()).isEqualTo("abc");
        }
    }

    @Test
    void too_many_header_fields_are_431() throws Exception {
        try (var server = TestServer.start(mode, HELLO, s -> s.withMaxHeaderCount(10));
                var client = connect(server)) {
            client.send(RawHttp2Client.HEADERS, COMPLETE, 5, fields(10, "y"));
            assertThat(client.answer(5).status()).isEqualTo("200");
            client.send(RawHttp2Client.HEADERS, COMPLETE, 7, fields(11, "y"));
            assertThat(client.answer(7).status()).isEqualTo("431");
            assertThat(client.get(9, "/hello").answer(9).status()).isEqualTo("200");
        }
    }

    @Test
    void header_fields_longer_than_the_limit_in_all_are_431() throws Exception {
        // RFC 9113 section 6.5.2 counts 32 bytes more for each field.
        try (var server = TestServer.start(mode, HELLO, s -> s.withMaxHeaderBytes(1000));
                var client = connect(server)) {
            client.send(RawHttp2Client.HEADERS, COMPLETE, 1, fields(11, "y".repeat(50)));
            assertThat(client.next(RawHttp2Client.HEADERS).headers().status()).hasToString("431");
            assertThat(client.get(3, "/hello").answer(3).status()).isEqualTo("200");
        }
    }

    @Test
    void header_fields_far_longer_than_the_limit_end_the_connection() throws Exception {
        try (var server = TestServer.start(mode, HELLO, s -> s.withMaxHeaderBytes(1000));
                var client = connect(server)) {
            client.send(RawHttp2Client.HEADERS, COMPLETE, 1, fields(30, "y".repeat(50)));
            client.next(RawHttp2Client.GOAWAY);
            client.awaitClose();
        }
    }

    private static byte[] fields(int count, String value) {
        String[] fields = new String[2 * count];
        for (int i = 0; i < fields.length; i += 2) {
            fields[i] = "x";
            fields[i + 1] = value;
        }
        return RawHttp2Client.head("GET", "/hello", fields);
    }

    @Test
    void a_malformed_request_is_400_or_reset() throws Exception {
        try (var server = TestServer.start(mode, HELLO);
                var client = connect(server)) {
            client.get(1, "no-slash");
            assertThat(client.answer(1).status()).isEqualTo("400");
            client.send(
                    RawHttp2Client.HEADERS,
                    RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM,
                    3,
                    RawHttp2Client.head("GET", "/hello", "host", "other"));
            assertThat(client.answer(3).status()).isEqualTo("400");
            client.send(
                    RawHttp2Client.HEADERS,
                    RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM,
                    5,
                    RawHttp2Client.head("GET", "/hello", "connection", "close"));
            assertThat(client.next(RawHttp2Client.RST_STREAM).stream()).isEqualTo(5);
            client.send(
                    RawHttp2Client.HEADERS,
                    RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM,
                    7,
                    RawHttp2Client.head("GET", "/hello", "Upper", "x"));
            assertThat(client.next(RawHttp2Client.RST_STREAM).stream()).isEqualTo(7);
            client.send(
                    RawHttp2Client.HEADERS,
                    RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM,
                    9,
                    RawHttp2Client.head("GET", "/hello", "x", "a\r\nb"));
            assertThat(client.answer(9).status()).isEqualTo("400");
            assertThat(client.get(11, "/hello").answer(11).status()).isEqualTo("200");
        }
    }

    @Test
    void an_idle_connection_is_told_goodbye_and_closed() throws Exception {
        try (var server = TestServer.start(mode, HELLO, s -> s.withIdleTimeout(Duration.ofMillis(200)));
                var client = connect(server)) {
            client.get(1, "/hello").answer(1);
            Frame goodbye = client.next(RawHttp2Client.GOAWAY);
            assertThat(goodbye.number()).isZero();
            client.awaitClose();
        }
    }
}
