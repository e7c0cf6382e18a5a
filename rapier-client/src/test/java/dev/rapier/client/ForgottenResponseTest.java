package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class ForgottenResponseTest {
    @Parameter
    Engine engine;

    private static final Logger LOG = Logger.getLogger("rapier.client");

    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            messages.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    private LoopbackServer halfAnswering() throws Exception {
        return LoopbackServer.start(peer -> {
            peer.receive();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
            peer.awaitClose();
        });
    }

    private Client single(LoopbackServer server) {
        return engine.builder()
                .baseUrl(server.url())
                .limits(ClientLimits.defaults().withMaxConnections(1))
                .build();
    }

    @Test
    void a_response_that_nobody_closed_is_closed_and_reported_when_its_task_ends() throws Exception {
        try (var server = halfAnswering();
                var client = single(server)) {
            for (int i = 0; i < 3; i++) {
                Async.run(() -> client.stream("GET", "/forgotten").statusCode());
                assertThat(server.peers.get(i).seesClose()).isTrue();
                assertThat(messages.poll(5, TimeUnit.SECONDS)).contains("GET " + server.url() + "/forgotten");
            }
        }
    }

    @Test
    void a_response_that_was_read_or_closed_is_not_reported() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = single(server)) {
            Async.run(() -> client.stream("GET", "/").read().text());
            Async.run(() -> {
                try (var response = client.stream("GET", "/")) {
                    return response.statusCode();
                }
            });
            assertThat(messages).isEmpty();
        }
    }

    @Test
    void outside_any_task_it_is_closed_when_it_is_garbage() throws Exception {
        try (var server = halfAnswering();
                var client = single(server)) {
            forget(client);
            for (int i = 0; i < 100 && messages.isEmpty(); i++) {
                System.gc();
                Thread.onSpinWait();
                String message = messages.poll(100, TimeUnit.MILLISECONDS);
                if (message != null) {
                    assertThat(message).contains("garbage");
                    assertThat(server.firstPeer().seesClose()).isTrue();
                    return;
                }
            }
            throw new AssertionError("never reported");
        }
    }

    private void forget(Client client) {
        assertThat(client.stream("GET", "/").statusCode()).isEqualTo(200);
    }

    @Test
    void a_response_that_outlived_its_task_is_not_taken_for_an_empty_one() throws Exception {
        try (var server = halfAnswering();
                var client = single(server)) {
            ClientResponse outlived = Async.run(() -> client.stream("GET", "/"));
            assertThatThrownBy(outlived::read).isInstanceOf(StreamClosedException.class);
        }
    }

    @Test
    void a_body_that_somebody_reads_is_no_garbage() throws Exception {
        var rest = new CountDownLatch(1);
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
                    rest.await();
                    peer.send("done");
                    peer.awaitClose();
                });
                var client = single(server)) {
            InputStream body = bodyAlone(client);
            assertThat(body.readNBytes(4)).asString().isEqualTo("half");
            var other = new WeakReference<>(new Object());
            for (int i = 0; i < 100 && (i < 3 || other.get() != null); i++) {
                System.gc();
            }
            assertThat(messages.poll(300, TimeUnit.MILLISECONDS)).isNull();
            rest.countDown();
            assertThat(body.readAllBytes()).asString().isEqualTo("done");
        }
    }

    private InputStream bodyAlone(Client client) {
        return client.stream("GET", "/").body();
    }
}
