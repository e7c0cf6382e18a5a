package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.client.jdk.JdkTransport;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers behind a Unix domain socket: OkHttp alone. */
@Timeout(30)
class UnixSocketTest {
    @TempDir
    Path folder;

    private final AtomicInteger connections = new AtomicInteger();

    /** Answers each request with its own first line and Host; a request for /hang not at all. */
    private ServerSocketChannel serve(Path path) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
        Thread.ofVirtual().start(() -> {
            while (server.isOpen()) {
                try {
                    SocketChannel connection = server.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> answer(connection));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
        return server;
    }

    private static void answer(SocketChannel connection) {
        try (var in = new Scanner(Channels.newInputStream(connection), StandardCharsets.US_ASCII)) {
            in.useDelimiter("\r\n\r\n");
            while (in.hasNext()) {
                String head = in.next()
                        .lines()
                        .limit(2)
                        .reduce((a, b) -> a + "; " + b)
                        .orElse("");
                if (!head.contains("/hang")) {
                    connection.write(ByteBuffer.wrap(LoopbackServer.ok(head).getBytes(StandardCharsets.US_ASCII)));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void calls_go_to_the_socket_whatever_host_the_url_names() throws Exception {
        Path path = folder.resolve("s");
        try (var server = serve(path);
                var client = Client.builder().unixSocket(path).build()) {
            assertThat(client.get("http://docker.invalid/v1/info").text())
                    .isEqualTo("GET /v1/info HTTP/1.1; Host: docker.invalid");
            assertThat(client.post("http://docker.invalid/", Payload.none()).text())
                    .startsWith("POST /");
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void timeouts_hold_there_too() throws Exception {
        Path path = folder.resolve("s");
        try (var server = serve(path);
                var client = Client.builder().unixSocket(path).build()) {
            var impatient = ClientTimeouts.defaults().withRead(Duration.ofMillis(300));
            assertThatThrownBy(() -> client.request("GET", "http://x/hang")
                            .timeouts(impatient)
                            .send())
                    .isInstanceOf(ReadTimeoutException.class);
            assertThat(client.get("http://x/").isSuccess()).isTrue();
        }
    }

    @Test
    void a_socket_that_is_not_there_is_a_failed_connect() {
        try (var client = Client.builder().unixSocket(folder.resolve("none")).build()) {
            assertThatThrownBy(() -> client.get("http://x/")).isInstanceOf(ConnectFailedException.class);
        }
    }

    @Test
    void the_client_of_the_jdk_says_that_it_can_not() {
        var builder = Client.builder().engine(JdkTransport::new).unixSocket(folder.resolve("s"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OkHttp");
    }
}
