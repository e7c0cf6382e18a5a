package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ways to go through a body while it comes. */
@Timeout(30)
class StreamingTest {
    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.ISO_8859_1).length) + "\r\n" + text + "\r\n";
    }

    /** A server that sends these chunks, each on its own. */
    private static LoopbackServer chunked(String type, String... chunks) throws Exception {
        return LoopbackServer.start(peer -> {
            peer.receive();
            peer.socket().setTcpNoDelay(true);
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: " + type + "\r\n\r\n");
            for (String one : chunks) {
                peer.send(chunk(one));
            }
            peer.send("0\r\n\r\n");
            peer.awaitClose();
        });
    }

    private static <T> List<T> walk(LoopbackServer server, Function<ClientResponse, AsyncGenerator<T>> way) {
        try (var client = Client.of(server.url());
                var response = client.stream("GET", "/")) {
            return way.apply(response).toList();
        }
    }

    @Test
    void piecesHaveTheSizeThatIsAskedForWhateverTheChunks() throws Exception {
        try (var server = chunked("text/plain", "abc", "de", "fghij")) {
            assertThat(walk(server, response -> response.chunks(4)))
                    .extracting(String::new)
                    .containsExactly("abcd", "efgh", "ij");
            assertThat(walk(server, response -> response.texts(3))).containsExactly("abc", "def", "ghi", "j");
            assertThat(String.join("", walk(server, ClientResponse::texts))).isEqualTo("abcdefghij");
            assertThat(walk(server, ClientResponse::chunks).stream().mapToInt(piece -> piece.length))
                    .allMatch(length -> length > 0);
        }
    }

    @Test
    @Tag("H55")
    void charactersAndLinesAreWholeAlsoWhereChunksTearThemApart() throws Exception {
        // ä and the euro sign in UTF-8, torn apart
        try (var server = chunked("text/plain", "a\u00c3", "\u00a4\r", "\n\u00e2", "\u0082", "\u00ac\rlast")) {
            assertThat(walk(server, ClientResponse::lines)).containsExactly("aä", "€", "last");
            assertThat(walk(server, response -> response.texts(1)))
                    .containsExactly("a", "ä", "\r", "\n", "€", "\r", "l", "a", "s", "t");
        }
    }

    @Test
    void rawPiecesAreNotDecoded() throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write("hello".getBytes(StandardCharsets.UTF_8));
        }
        var transport = MockTransport.of(request -> TransportResponse.bytes(200, "text/plain", zipped.toByteArray())
                .withHeader("Content-Encoding", "gzip"));
        try (var client = Client.builder().transport(transport).build()) {
            try (var response = client.stream("GET", "http://a.test/")) {
                var all = new ByteArrayOutputStream();
                response.rawChunks(7).forEach(all::writeBytes);
                assertThat(all.toByteArray()).isEqualTo(zipped.toByteArray());
                assertThat(response.bytesDownloaded()).isEqualTo(zipped.size());
                assertThatThrownBy(response::read).isInstanceOf(StreamConsumedException.class);
            }
            try (var response = client.stream("GET", "http://a.test/")) {
                assertThat(response.rawBody()).hasBinaryContent(zipped.toByteArray());
            }
            assertThat(client.get("http://a.test/").text()).isEqualTo("hello");
            var read = client.get("http://a.test/");
            assertThatThrownBy(() -> read.rawChunks().toList()).isInstanceOf(StreamConsumedException.class);
        }
    }

    @Test
    @Tag("H57")
    void walkThatIsLeftEarlyClosesTheConnection() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("one\ntwo\n"));
                    peer.awaitClose();
                });
                var client = Client.builder()
                        .baseUrl(server.url())
                        .limits(ClientLimits.defaults().withMaxConnections(1))
                        .build()) {
            var seen = new ArrayList<String>();
            client.stream("GET", "/").lines().forEachWhile(line -> {
                seen.add(line);
                return !line.equals("two");
            });
            assertThat(seen).containsExactly("one", "two");
            assertThat(server.firstPeer().seesClose()).isTrue();
            assertThatThrownBy(() -> client.stream("GET", "/").lines().forEach(line -> {
                        throw new IllegalStateException("mine");
                    }))
                    .hasMessage("mine");
            assertThat(client.stream("GET", "/").lines().take(1).toList()).containsExactly("one");
        }
    }

    @Test
    void sizeOfPiecesIsPositive() {
        try (var client = Client.builder()
                        .transport(MockTransport.of(request -> TransportResponse.of(200)))
                        .build();
                var response = client.stream("GET", "http://a.test/")) {
            assertThatThrownBy(() -> response.chunks(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> response.texts(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @Tag("H56")
    void closedResponseCanNotBeGoneThrough() {
        try (var client = Client.builder()
                .transport(MockTransport.of(request -> TransportResponse.text(200, "x")))
                .build()) {
            var response = client.stream("GET", "http://a.test/");
            response.close();
            assertThatThrownBy(() -> response.chunks().toList()).isInstanceOf(StreamClosedException.class);
            assertThatThrownBy(() -> response.rawChunks().toList()).isInstanceOf(StreamClosedException.class);
            assertThatThrownBy(() -> response.texts().toList()).isInstanceOf(StreamClosedException.class);
        }
    }
}
