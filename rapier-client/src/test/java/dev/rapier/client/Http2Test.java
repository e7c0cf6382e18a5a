package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.Outcome;
import dev.rapier.async.RootTask;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import okhttp3.internal.http2.Settings;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP/2 over TLS, agreed on by ALPN. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class Http2Test {
    private static final Certificates OURS = Certificates.of("ours");

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private Client client;

    @BeforeEach
    void start() throws IOException {
        server.useHttps(OURS.server().getSocketFactory());
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        client = engine.builder()
                .baseUrl("https://127.0.0.1:" + server.getPort())
                .tls(ClientTls.defaults().trusting(OURS.pem(folder)))
                .http2(true)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void answer(Function<RecordedRequest, MockResponse.Builder> answer) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer.apply(request).build();
            }
        });
    }

    private static MockResponse.Builder text(String text) {
        return new MockResponse.Builder().body(text);
    }

    private List<Integer> connections(int requests) throws InterruptedException {
        var numbers = new java.util.TreeSet<Integer>();
        for (int i = 0; i < requests; i++) {
            numbers.add(server.takeRequest().getConnectionIndex());
        }
        return List.copyOf(numbers);
    }

    @Test
    void a_server_that_speaks_it_is_spoken_to_on_one_connection() throws Exception {
        answer(request -> text(request.getMethod() + " " + request.getTarget()));
        var response = client.get("/a?b=c");
        assertThat(response.text()).isEqualTo("GET /a?b=c");
        assertThat(response.httpVersion()).isEqualTo("HTTP/2");
        assertThat(response.reasonPhrase()).isEmpty();
        var all = Async.run(() -> Async.map(Collections.nCopies(20, "/"), client::get));
        assertThat(all).allMatch(each -> each.text().equals("GET /"));
        assertThat(connections(21)).containsExactly(0);
    }

    @Test
    void calls_share_the_connection_at_the_same_time() throws Exception {
        answer(request -> text("first"));
        client.get("/");
        var together = new CyclicBarrier(5);
        answer(request -> {
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return text("together");
        });
        var all = Async.run(() -> Async.map(Collections.nCopies(5, "/"), client::get));
        assertThat(all).allMatch(each -> each.text().equals("together"));
        assertThat(connections(6)).containsExactly(0);
    }

    @Test
    void a_server_that_does_not_speak_it_is_spoken_to_in_http_1() throws Exception {
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        answer(request -> text("x"));
        assertThat(client.get("/").httpVersion()).isEqualTo("HTTP/1.1");
    }

    @Test
    void large_bodies_go_both_ways() throws Exception {
        answer(request -> new MockResponse.Builder().body(new okio.Buffer().write(request.getBody())));
        byte[] body = new byte[1 << 20];
        new java.util.Random(1).nextBytes(body);
        assertThat(client.post("/", Payload.bytes(body)).bytes()).isEqualTo(body);
        var streamed = client.post("/", Payload.stream("application/octet-stream", out -> out.write(body)));
        assertThat(streamed.bytes()).isEqualTo(body);
    }

    /** Writes for ever; tells when somebody ended that. */
    private record Endless(CountDownLatch ended) implements MockResponseBody {
        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try {
                while (true) {
                    sink.writeUtf8("more and more\n".repeat(100));
                    sink.flush();
                }
            } catch (IOException e) {
                ended.countDown();
                throw e;
            }
        }
    }

    @Test
    void a_cancelled_call_resets_its_stream_and_leaves_the_connection() throws Exception {
        var ended = new CountDownLatch(1);
        var reading = new CountDownLatch(1);
        answer(request -> request.getTarget().equals("/endless")
                ? new MockResponse.Builder().body(new Endless(ended))
                : text("next"));
        var task = RootTask.of("call", () -> {
            try (var response = client.stream("GET", "/endless")) {
                response.chunks().forEach(chunk -> reading.countDown());
            }
            return "done";
        });
        Thread thread = Thread.ofVirtual().start(task);
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
        task.cancel("enough");
        assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.get("/").text()).isEqualTo("next");
        assertThat(connections(2)).containsExactly(0);
    }

    @Test
    void a_stream_that_is_closed_early_is_reset_and_leaves_the_connection() throws Exception {
        var ended = new CountDownLatch(1);
        answer(request -> request.getTarget().equals("/endless")
                ? new MockResponse.Builder().body(new Endless(ended))
                : text("next"));
        try (var response = client.stream("GET", "/endless")) {
            assertThat(response.body().read()).isEqualTo('m');
        }
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.get("/").text()).isEqualTo("next");
        assertThat(connections(2)).containsExactly(0);
    }

    @Test
    void a_stream_that_the_server_resets_is_a_remote_protocol_error() throws Exception {
        int internalError = 2;
        server.enqueue(text("never")
                .onRequestStart(new SocketEffect.CloseStream(internalError))
                .build());
        server.enqueue(text("next").build());
        assertThatThrownBy(() -> client.get("/reset")).isInstanceOf(RemoteProtocolException.class);
        assertThat(client.get("/").text()).isEqualTo("next");
    }

    @Test
    void a_server_that_does_not_answer_is_a_read_timeout_and_leaves_the_connection() throws Exception {
        var over = new CountDownLatch(1);
        answer(request -> {
            if (request.getTarget().equals("/hang")) {
                await(over);
            }
            return text("next");
        });
        var impatient = ClientTimeouts.of(Duration.ofSeconds(20)).withRead(Duration.ofMillis(300));
        assertThatThrownBy(
                        () -> client.request("GET", "/hang").timeouts(impatient).send())
                .isInstanceOf(ReadTimeoutException.class);
        assertThat(client.get("/").text()).isEqualTo("next");
        over.countDown();
        assertThat(connections(2)).containsExactly(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void more_calls_than_a_connection_may_have_streams_open_another_one_with_okhttp_and_fail_with_the_jdk()
            throws Exception {
        var ended = new CountDownLatch(1);
        answer(request -> (request.getTarget().equals("/endless")
                        ? new MockResponse.Builder().body(new Endless(ended))
                        : text("first"))
                .settings(new Settings().set(Settings.MAX_CONCURRENT_STREAMS, 1)));
        client.get("/");
        client.get("/"); // by now the settings have come
        try (var open = client.stream("GET", "/endless")) {
            assertThat(open.statusCode()).isEqualTo(200);
            if (engine == Engine.JDK) {
                assertThatThrownBy(() -> client.get("/")).isInstanceOf(TransportException.class);
            } else {
                assertThat(client.get("/").text()).isEqualTo("first");
            }
        }
    }
}
