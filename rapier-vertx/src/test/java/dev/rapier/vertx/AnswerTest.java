package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.http.HeaderList;
import dev.rapier.web.engine.Application;
import dev.rapier.web.engine.EngineSettings;
import dev.rapier.web.engine.ThreadKind;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DispatchMode.class)
record AnswerTest(DispatchMode mode) {
    @Test
    void a_request_is_answered_with_status_headers_and_body() throws Exception {
        var app = new TestApplication().on("/hello", e -> TestApplication.text(e, 200, "hello"));
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            var answer = client.get("/hello").answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.header("content-length")).isEqualTo("5");
            assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(answer.header("date")).endsWith(" GMT");
            assertThat(answer.headers()).doesNotContainKeys("server", "connection");
        }
    }

    @Test
    void many_requests_go_over_one_connection() throws Exception {
        var app = new TestApplication().on("/hello", e -> TestApplication.text(e, 200, "hello"));
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            for (int i = 0; i < 300; i++) {
                assertThat(client.get("/hello").answer().body()).isEqualTo("hello");
            }
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order() throws Exception {
        var app = new TestApplication()
                .on("/slow", e -> {
                    Thread.sleep(50);
                    TestApplication.text(e, 200, "slow");
                })
                .on("/echo", e -> TestApplication.text(e, 200, new String(e.body(), StandardCharsets.UTF_8)));
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            var requests = new StringBuilder("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int i = 0; i < 50; i++) {
                requests.append("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n")
                        .append(1000 + i);
            }
            client.send(requests.toString());
            assertThat(client.answer().body()).isEqualTo("slow");
            for (int i = 0; i < 50; i++) {
                assertThat(client.answer().body()).isEqualTo(String.valueOf(1000 + i));
            }
        }
    }

    @Test
    void the_request_is_seen_as_it_was_sent() throws Exception {
        var seen = new AtomicReference<String>();
        var app = new TestApplication()
                .on(
                        "/a%20b",
                        e -> {
                            seen.set(String.join(
                                    " | ",
                                    e.method(),
                                    e.path(),
                                    String.valueOf(e.query()),
                                    e.scheme(),
                                    e.httpVersion(),
                                    e.authority(),
                                    e.headers().first("X-ONE").orElseThrow(),
                                    e.headers().all("x-two").toString(),
                                    new String(e.body(), StandardCharsets.UTF_8),
                                    e.remoteAddress().getAddress().getHostAddress()));
                            TestApplication.text(e, 200, "");
                        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.send(
                    "PATCH /a%20b?q=%20&x HTTP/1.1\r\nHost: example.org:8000\r\nx-one: 1\r\nX-Two: a\r\nX-Two: b, c\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(seen.get())
                    .isEqualTo(
                            "PATCH | /a%20b | q=%20&x | http | HTTP/1.1 | example.org:8000 | 1 | [a, b, c] | abcde | 127.0.0.1");
        }
    }

    @Test
    void head_has_the_length_but_not_the_body() throws Exception {
        var app = new TestApplication().on("/hello", e -> TestApplication.text(e, 200, "hello"));
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.head().header("content-length")).isEqualTo("5");
            assertThat(client.get("/hello").answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void no_content_and_not_modified_have_no_body() throws Exception {
        var app = new TestApplication()
                .on("/204", e -> e.respond(204, HeaderList.create(), new byte[] {1, 2}))
                .on("/304", e -> e.respond(304, HeaderList.of("etag", "\"x\""), new byte[] {1, 2}));
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            assertThat(client.get("/204").head().headers()).doesNotContainKeys("content-length", "transfer-encoding");
            assertThat(client.get("/304").head().headers()).doesNotContainKeys("content-length", "transfer-encoding");
            assertThat(client.get("/none").answer().status()).isEqualTo(404);
        }
    }

    @Test
    void every_kind_of_thread_answers() throws Exception {
        var app = new TestApplication();
        for (ThreadKind kind : ThreadKind.values()) {
            app.on(
                    "/" + kind,
                    kind,
                    e -> TestApplication.text(
                            e,
                            200,
                            Thread.currentThread().isVirtual() + " "
                                    + Thread.currentThread().getName()));
        }
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            for (int i = 0; i < 40; i++) {
                assertThat(client.get("/VIRTUAL").answer().body()).startsWith("true");
                assertThat(client.get("/CPU_BOUND").answer().body()).startsWith("false rapier-cpu-");
                assertThat(client.get("/NON_BLOCKING").answer().body()).contains("eventloop");
            }
        }
    }

    @Test
    void a_task_that_does_not_answer_is_an_error_of_the_server() throws Exception {
        var app = new TestApplication().on("/nothing", e -> {});
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            for (int i = 0; i < 40; i++) {
                assertThat(client.get("/nothing").answer().status()).isEqualTo(500);
            }
        }
    }

    @Test
    void an_application_that_fails_to_accept_is_an_error_of_the_server() throws Exception {
        Application broken = e -> {
            throw new IllegalStateException("broken");
        };
        try (var server = new TestServer(
                        new VertxEngine(mode).start(EngineSettings.defaults().withPort(0), broken));
                var client = server.connect()) {
            assertThat(client.get("/").answer().status()).isEqualTo(500);
            assertThat(client.get("/").answer().status()).isEqualTo(500);
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
        }
    }

    @Test
    void a_second_answer_is_a_mistake_of_the_handler() throws Exception {
        var app = new TestApplication().on("/twice", e -> {
            TestApplication.text(e, 200, "first");
            TestApplication.text(e, 200, "second");
        });
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            for (int i = 0; i < 40; i++) {
                assertThat(client.get("/twice").answer().body()).isEqualTo("first");
            }
            TestServer.await("the failure", () -> app.failures.size() == 40);
            assertThat(app.failures.peek())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("GET /twice");
        }
    }
}
