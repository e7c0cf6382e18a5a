package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class PayloadTest {
    @Parameter
    Engine engine;

    record User(String name, int age) {}

    private LoopbackServer.Received sent(String method, Payload payload) throws IOException {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = engine.client(server.url())) {
            client.request(method, "/").payload(payload).send();
            return server.received.getFirst();
        }
    }

    @Test
    void json_is_compact_utf_8_with_type_and_length() throws Exception {
        var received = sent("POST", Payload.json(new User("änn", 7)));
        assertThat(received.text()).isEqualTo("{\"name\":\"änn\",\"age\":7}");
        assertThat(received.header("Content-Type")).isEqualTo("application/json");
        assertThat(received.header("Content-Length")).isEqualTo("23");
    }

    @Test
    void a_form_is_encoded_as_browsers_do() throws Exception {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("a b", "ü&=");
        fields.put("tag", List.of("x", "y"));
        var received = sent("POST", Payload.form(fields));
        assertThat(received.text()).isEqualTo("a+b=%C3%BC%26%3D&tag=x&tag=y");
        assertThat(received.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void text_and_bytes_are_sent_as_they_are() throws Exception {
        assertThat(sent("PUT", Payload.text("grün")).header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        var bytes = sent("PATCH", Payload.bytes(new byte[] {1, 2}));
        assertThat(bytes.body()).containsExactly(1, 2);
        assertThat(bytes.header("Content-Type")).isEmpty();
    }

    @Test
    void a_post_without_a_body_says_so_and_a_delete_with_one_may_have_it() throws Exception {
        assertThat(sent("POST", Payload.none()).header("Content-Length")).isEqualTo("0");
        assertThat(sent("DELETE", Payload.text("x")).text()).isEqualTo("x");
        assertThat(sent("DELETE", Payload.none()).header("Content-Length")).isEqualTo(engine == Engine.JDK ? "0" : "");
    }

    @Test
    void a_body_of_unknown_length_is_chunked_and_goes_out_as_it_is_written() throws Exception {
        var firstArrived = new CountDownLatch(1);
        try (var server = LoopbackServer.start(peer -> {
                    var in = peer.socket().getInputStream();
                    var head = new StringBuilder();
                    while (head.indexOf("first") < 0) {
                        head.append((char) in.read());
                    }
                    firstArrived.countDown();
                    while (head.indexOf("0\r\n\r\n") < 0) {
                        head.append((char) in.read());
                    }
                    peer.send(LoopbackServer.ok(
                            head.toString().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                                    ? "chunked"
                                    : "no"));
                });
                var client = engine.client(server.url())) {
            var response = client.post("/", Payload.stream("text/plain", out -> {
                out.write("first".getBytes(StandardCharsets.UTF_8));
                out.flush();
                assertThat(firstArrived.await(5, TimeUnit.SECONDS)).isTrue();
                out.write("second".getBytes(StandardCharsets.UTF_8));
            }));
            assertThat(response.text()).isEqualTo("chunked");
        }
    }

    @Test
    void a_streamed_body_of_known_length_is_not_chunked() throws Exception {
        var received = sent("POST", Payload.stream("text/plain", 5, out -> out.write("hello".getBytes())));
        assertThat(received.header("Content-Length")).isEqualTo("5");
        assertThat(received.text()).isEqualTo("hello");
    }

    @Test
    void a_body_of_another_length_than_promised_is_a_local_protocol_error() {
        assertThatThrownBy(() -> sent("POST", Payload.stream("text/plain", 5, out -> out.write("hell".getBytes()))))
                .isInstanceOf(LocalProtocolException.class);
        assertThatThrownBy(() -> sent("POST", Payload.stream("text/plain", 5, out -> out.write("hello!".getBytes()))))
                .isInstanceOf(LocalProtocolException.class);
    }

    @Test
    void what_the_writer_throws_is_thrown_by_the_call_as_it_is() throws Exception {
        try (var server = LoopbackServer.start(LoopbackServer.Peer::awaitClose);
                var client = engine.client(server.url())) {
            var mine = new IOException("mine");
            assertThatThrownBy(() -> client.post("/", Payload.stream("text/plain", out -> {
                        out.write('x');
                        out.flush();
                        throw mine;
                    })))
                    .isSameAs(mine);
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void two_bodies_and_a_wrong_length_are_local_protocol_errors() {
        var client = engine.client("http://127.0.0.1:9");
        assertThatThrownBy(() -> client.request("POST", "/").json(1).json(2).send())
                .isInstanceOf(LocalProtocolException.class)
                .hasMessageContaining("two bodies");
        assertThatThrownBy(() -> client.request("POST", "/")
                        .header("Content-Length", "7")
                        .json(1)
                        .send())
                .isInstanceOf(LocalProtocolException.class)
                .hasMessageContaining("Content-Length");
    }

    @Test
    void a_get_with_a_body_is_refused_by_okhttp_and_sent_by_the_jdk() throws Exception {
        if (engine == Engine.JDK) {
            assertThat(sent("GET", Payload.json(1)).text()).isEqualTo("1");
        } else {
            assertThatThrownBy(() -> sent("GET", Payload.json(1))).isInstanceOf(LocalProtocolException.class);
        }
    }
}
