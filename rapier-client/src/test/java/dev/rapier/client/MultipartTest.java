package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.client.multipart.FormPart;
import dev.rapier.client.multipart.Multipart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class MultipartTest {
    private static LoopbackServer.Received sent(UnaryOperator<ClientCall> call) throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = Client.of(server.url())) {
            call.apply(client.request("POST", "/")).send();
            return server.received.getFirst();
        }
    }

    private static String boundary(LoopbackServer.Received received) {
        String type = received.header("Content-Type");
        assertThat(type).matches("multipart/form-data; boundary=[0-9a-f]{32}");
        return type.substring(type.indexOf('=') + 1);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Tag("H58")
    void fieldsAndFilesAreSentAsBrowsersDo(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bericht ü \"1\".csv"), "a;b\n");
        var fields = new LinkedHashMap<String, Object>();
        fields.put("title", "grün");
        fields.put("tag", List.of(1, true));
        var received = sent(call -> call.form(fields)
                .part(FormPart.file("report", file))
                .part(FormPart.file("photo", "p", new byte[] {'P'})
                        .withContentType("image/png")
                        .withHeader("X-Own", "o")));
        String line = "--" + boundary(received) + "\r\n";
        assertThat(received.text())
                .isEqualTo(line + "Content-Disposition: form-data; name=\"title\"\r\n\r\ngrün\r\n"
                        + line + "Content-Disposition: form-data; name=\"tag\"\r\n\r\n1\r\n"
                        + line + "Content-Disposition: form-data; name=\"tag\"\r\n\r\ntrue\r\n"
                        + line
                        + "Content-Disposition: form-data; name=\"report\"; filename=\"bericht ü %221%22.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\na;b\n\r\n"
                        + line
                        + "Content-Disposition: form-data; name=\"photo\"; filename=\"p\"\r\n"
                        + "Content-Type: image/png\r\nX-Own: o\r\n\r\nP\r\n"
                        + "--" + boundary(received) + "--\r\n");
        assertThat(received.header("Content-Length")).isEqualTo(Integer.toString(received.body().length));
    }

    @Test
    @Tag("H58")
    void bodyIsChunkedWhereTheLengthOfAPartIsNotKnown() throws Exception {
        var closed = new AtomicBoolean();
        var in = new ByteArrayInputStream(new byte[] {'l', 'o', 'g'}) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        var unknown = sent(call -> call.part(FormPart.file("log", "x.log", in)));
        assertThat(unknown.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(unknown.text()).contains("\r\n\r\nlog\r\n--");
        assertThat(closed).isTrue();
        var known = sent(call -> call.part(FormPart.file("log", "x.log", stream("log"), 3)));
        assertThat(known.header("Content-Length")).isEqualTo(Integer.toString(known.body().length));
        assertThat(known.header("Transfer-Encoding")).isEmpty();
    }

    @Test
    @Tag("H58")
    void boundaryIsThatOfTheHeaderIfThereIsOne() throws Exception {
        var received = sent(call -> call.header("Content-Type", "multipart/form-data; boundary=\"+++\"")
                .part(FormPart.text("a", "b")));
        assertThat(received.header("Content-Type")).isEqualTo("multipart/form-data; boundary=\"+++\"");
        assertThat(received.text()).startsWith("--+++\r\n").endsWith("\r\n--+++--\r\n");
        assertThatThrownBy(() -> sent(call -> call.header("Content-Type", "multipart/form-data; boundary=\"a b\"")
                        .part(FormPart.text("a", "b"))))
                .isInstanceOf(LocalProtocolException.class)
                .hasMessageContaining("boundary");
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt,       text/plain",
        "a.JSON,      application/json",
        "a#b.html,    text/html",
        "a.png,       image/png",
        "noEnding,    application/octet-stream",
        "a.unheardOf, application/octet-stream"
    })
    @Tag("H58")
    void typeIsGuessedFromTheName(String name, String type) throws Exception {
        assertThat(sent(call -> call.part(FormPart.file("f", name, new byte[0])))
                        .text())
                .contains("\r\nContent-Type: " + type + "\r\n");
    }

    @Test
    @Tag("H58")
    void partsAreMadeOfWhatThereIsButNotOfReaders(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "file");
        var contents = new LinkedHashMap<String, Object>();
        contents.put("path", file);
        contents.put("bytes", "bytes".getBytes(StandardCharsets.UTF_8));
        contents.put("stream", stream("stream"));
        contents.put("text", "text");
        contents.put("number", 7);
        assertThat(sent(call -> call.parts(contents)).text())
                .contains("name=\"path\"; filename=\"a.txt\"", "name=\"bytes\"; filename=\"upload\"")
                .contains(
                        "name=\"stream\"; filename=\"upload\"",
                        "name=\"text\"\r\n\r\ntext",
                        "name=\"number\"\r\n\r\n7");
        assertThatThrownBy(() -> FormPart.of("log", new StringReader("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'log' is a StringReader");
        assertThatThrownBy(() -> FormPart.of("log", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    @Tag("H47")
    void formWithFilesIsSentAgainAfterARedirect(int status, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "file");
        try (var server = LoopbackServer.answering(request -> request.path().equals("/old")
                        ? "HTTP/1.1 " + status + " X\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n"
                        : LoopbackServer.ok(request.text()));
                var client = Client.builder()
                        .baseUrl(server.url())
                        .followRedirects(true)
                        .build()) {
            assertThat(client.post("/old", Payload.multipart(FormPart.file("f", file)))
                            .text())
                    .contains("\r\n\r\nfile\r\n");
            assertThat(client.post("/old", Payload.file(file, "text/plain")).text())
                    .isEqualTo("file");
            var once = Payload.multipart(FormPart.file("f", file), FormPart.file("s", "s", stream("s")));
            assertThatThrownBy(() -> client.post("/old", once)).isInstanceOf(StreamConsumedException.class);
        }
    }

    @Test
    void missingFileIsNamedBeforeAnythingIsSent(@TempDir Path folder) throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = Client.of(server.url())) {
            var call = client.request("POST", "/").part(FormPart.file("f", folder.resolve("none.txt")));
            assertThatThrownBy(call::send)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("none.txt");
            assertThat(server.peers).isEmpty();
        }
    }

    @Test
    void headersAndNamesCanNotBreakOutOfTheirPart() {
        assertThatThrownBy(() -> FormPart.text("a", "b").withHeader("X", "a\r\nY: b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FormPart.text("a", "b").withContentType("a\nb"))
                .isInstanceOf(IllegalArgumentException.class);
        var text = new String(
                Multipart.of("b", List.of(FormPart.text("a\"\r\nX: y", "v"))).toBytes(), StandardCharsets.UTF_8);
        assertThat(text).contains("name=\"a%22%0D%0AX: y\"\r\n\r\nv");
    }

    @Test
    void formBesideAnotherBodyIsTwoBodies() {
        var client = Client.of("http://127.0.0.1:9");
        var wrong = new ArrayList<ClientCall>();
        wrong.add(client.request("POST", "/").json(1).form(Map.of("a", 1)));
        wrong.add(client.request("POST", "/").json(1).part(FormPart.text("a", "b")));
        wrong.add(client.request("POST", "/").form(Map.of()).form(Map.of()));
        assertThat(wrong)
                .allSatisfy(call -> assertThatThrownBy(call::send)
                        .isInstanceOf(LocalProtocolException.class)
                        .hasMessageContaining("two bodies"));
    }

    @Test
    void fieldThatHasNoTextOfUseIsRefused() {
        var call = Client.of("http://127.0.0.1:9").request("POST", "/").form(Map.of("file", Path.of("x")));
        assertThatThrownBy(call::send)
                .isInstanceOf(LocalProtocolException.class)
                .hasMessageContaining("'file'");
        assertThatThrownBy(() -> Payload.form(Map.of("bytes", new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
