package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** H59, but for mounts and NO_PROXY. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class LifecycleTest {
    @Parameter
    Engine engine;

    @Test
    @Tag("H59")
    void a_closed_client_can_not_be_used() {
        var client = engine.builder().build();
        client.close();
        client.close();
        assertThatThrownBy(() -> client.get("http://127.0.0.1:9/"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed")
                .hasMessageContaining("GET http://127.0.0.1:9/");
    }

    @Test
    @Tag("H59")
    void the_transport_is_closed_with_its_client_once() {
        var closed = new AtomicInteger();
        var transport = new Transport() {
            @Override
            public TransportResponse handle(ClientRequest request) {
                return TransportResponse.of(200);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        var client = engine.builder().transport(transport).build();
        client.close();
        client.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    @Tag("H59")
    void closing_the_client_ends_calls_under_way_and_idle_connections() throws Exception {
        var arrived = new CountDownLatch(1);
        try (var server = LoopbackServer.start(peer -> {
            if (peer.receive().path().equals("/quick")) {
                peer.send(LoopbackServer.ok("x"));
            } else {
                arrived.countDown();
            }
            peer.awaitClose();
        })) {
            var client = engine.client(server.url());
            var failure = new CompletableFuture<Throwable>();
            Thread.ofVirtual().start(() -> {
                try {
                    failure.completeExceptionally(
                            new AssertionError(client.get("/slow").toString()));
                } catch (RuntimeException e) {
                    failure.complete(e);
                }
            });
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            client.get("/quick");
            client.close();
            assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
            assertThat(server.peers)
                    .hasSize(2)
                    .allSatisfy(peer -> assertThat(peer.seesClose()).isTrue());
        }
    }
}
