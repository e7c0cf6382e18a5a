package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H55. */
@ParameterizedClass
@EnumSource(Engine.class)
class DecodingTest {
    @Parameter
    Engine engine;

    private static final byte[] TEXT = "hello, hello, hello".getBytes(StandardCharsets.UTF_8);

    /** The text, and the text in gzip, as the command brotli writes them; it has no Java encoder. */
    private static final byte[] BROTLI = Base64.getDecoder().decode("HxIA+I2Ubt5ECVKGlmwsbxFPJNBxAA==");

    private static final byte[] GZIP_IN_BROTLI =
            Base64.getDecoder().decode("Dw6AH4sIAAAAAAAAA8tIzcnJ11HIQKIAn6HKCRMAAAAD");

    /** 50,000,000 zeros. */
    private static final byte[] BROTLI_BOMB =
            Base64.getDecoder().decode("z///f/gnAOKxQCD3/p/////wTwDEYQGA7v1//sHr458AiMMiAB10fQ==");

    private interface Wrap {
        OutputStream around(OutputStream out) throws IOException;
    }

    private byte[] encode(Wrap wrap, byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = wrap.around(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private byte[] gzip(byte[] plain) throws IOException {
        return encode(GZIPOutputStream::new, plain);
    }

    private byte[] deflate(byte[] plain, boolean raw) throws IOException {
        return encode(out -> new DeflaterOutputStream(out, new Deflater(9, raw)), plain);
    }

    private ClientBuilder answering(String coding, byte[] body) {
        return engine.builder()
                .transport(MockTransport.of(
                        r -> TransportResponse.bytes(200, "text/plain", body).withHeader("Content-Encoding", coding)));
    }

    private ClientResponse get(String coding, byte[] body) {
        return answering(coding, body).build().get("http://example.com/");
    }

    @Test
    @Tag("H55")
    void gzip_is_decoded_and_the_headers_stay() throws Exception {
        var response = get("gzip", gzip(TEXT));
        assertThat(response.bytes()).isEqualTo(TEXT);
        assertThat(response.header("Content-Encoding")).contains("gzip");
        assertThat(response.bytesDownloaded()).isEqualTo(gzip(TEXT).length);
    }

    @Test
    @Tag("H55")
    void deflate_is_decoded_with_and_without_the_zlib_frame() throws Exception {
        assertThat(get("deflate", deflate(TEXT, false)).bytes()).isEqualTo(TEXT);
        assertThat(get("deflate", deflate(TEXT, true)).bytes()).isEqualTo(TEXT);
    }

    @Test
    @Tag("H55")
    void stacked_encodings_are_undone_last_one_first() throws Exception {
        assertThat(get("deflate, gzip", gzip(deflate(TEXT, false))).bytes()).isEqualTo(TEXT);
    }

    @Test
    @Tag("H55")
    void brotli_and_zstandard_are_decoded_where_their_libraries_are_there() throws Exception {
        assertThat(get("br", BROTLI).bytes()).isEqualTo(TEXT);
        assertThat(get("zstd", encode(ZstdOutputStream::new, TEXT)).bytes()).isEqualTo(TEXT);
        assertThat(get("gzip, br", GZIP_IN_BROTLI).bytes()).isEqualTo(TEXT);
        assertThat(get("zstd, gzip", gzip(encode(ZstdOutputStream::new, TEXT))).bytes())
                .isEqualTo(TEXT);
    }

    @Test
    @Tag("H55")
    void an_unknown_encoding_is_left_alone() {
        assertThat(get("identity, pied-piper", TEXT).bytes()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, gzip, gzip, gzip, gzip, gzip"})
    void corrupt_data_is_a_decoding_error_that_names_the_request(String coding) {
        assertThatThrownBy(() -> get(coding, "this is not compressed at all".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("GET http://example.com/");
    }

    @Test
    @Tag("H55")
    void data_that_breaks_off_is_a_decoding_error() throws Exception {
        byte[] zstd = encode(ZstdOutputStream::new, TEXT);
        assertThatThrownBy(() -> get("gzip", Arrays.copyOf(gzip(TEXT), 15))).isInstanceOf(DecodingException.class);
        assertThatThrownBy(() -> get("br", Arrays.copyOf(BROTLI, 12))).isInstanceOf(DecodingException.class);
        assertThatThrownBy(() -> get("zstd", Arrays.copyOf(zstd, 12))).isInstanceOf(DecodingException.class);
    }

    @Test
    @Tag("H55")
    void a_body_without_any_bytes_needs_no_decoding() {
        assertThat(get("gzip", new byte[0]).bytes()).isEmpty();
    }

    @Test
    @Tag("H55")
    void a_bomb_ends_at_the_limit() throws Exception {
        try (var client = answering("gzip", gzip(new byte[50 << 20]))
                .limits(ClientLimits.defaults().withMaxResponseBytes(1 << 20))
                .build()) {
            assertThatThrownBy(() -> client.get("http://example.com/"))
                    .isInstanceOf(ResponseTooLargeException.class)
                    .hasMessageContaining("1048576");
        }
    }

    @Test
    @Tag("H55")
    void a_body_that_grows_beyond_measure_is_given_up_without_any_limit_of_size() throws Exception {
        byte[] zstd = encode(ZstdOutputStream::new, new byte[50_000_000]);
        byte[] twice = gzip(gzip(new byte[50_000_000]));
        for (var bomb :
                Map.of("br", BROTLI_BOMB, "zstd", zstd, "gzip, gzip", twice).entrySet()) {
            assertThatThrownBy(() -> get(bomb.getKey(), bomb.getValue()))
                    .isInstanceOf(ResponseTooLargeException.class)
                    .hasMessageContaining("1100 times");
        }
    }

    @Test
    @Tag("H55")
    void compressed_pieces_come_as_they_are_sent() throws Exception {
        var seen = new CountDownLatch(1);
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
                    var gzip = new GZIPOutputStream(peer.socket().getOutputStream(), 512, true);
                    gzip.write("first".getBytes(StandardCharsets.UTF_8));
                    gzip.flush();
                    assertThat(seen.await(5, TimeUnit.SECONDS)).isTrue();
                    gzip.write("second".getBytes(StandardCharsets.UTF_8));
                    gzip.close();
                });
                var client = engine.client(server.url());
                var response = client.stream("GET", "/")) {
            var all = new StringBuilder();
            response.chunks().forEach(chunk -> {
                all.append(new String(chunk, StandardCharsets.UTF_8));
                seen.countDown();
            });
            assertThat(all).hasToString("firstsecond");
        }
    }

    @Test
    @Tag("H55")
    void the_connection_is_used_again_after_a_compressed_body() throws Exception {
        byte[] body = gzip(TEXT);
        try (var server = LoopbackServer.start(peer -> {
                    while (peer.receive() != null) {
                        peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(body.length) + "\r\n");
                        peer.send(body);
                        peer.send("\r\n0\r\n\r\n");
                    }
                });
                var client = engine.client(server.url())) {
            assertThat(client.get("/").bytes()).isEqualTo(TEXT);
            assertThat(client.get("/").bytes()).isEqualTo(TEXT);
            assertThat(server.peers).hasSize(1);
        }
    }

    @Test
    @Tag("H55")
    void lines_end_with_line_feed_carriage_return_or_both_also_across_chunks() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na\nb\r\r\n");
                    peer.send("2\r\n\nc\r\n3\r\n\rd\n\r\n0\r\n\r\n");
                });
                var client = engine.client(server.url());
                var response = client.stream("GET", "/")) {
            assertThat(response.lines().toList()).containsExactly("a", "b", "c", "d");
        }
    }
}
