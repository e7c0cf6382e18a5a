package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Outcome;
import dev.rapier.async.RootTask;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** H57, and cancellation in every phase of a call: it ends at once, the server sees the close, nothing is lost. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Engine.class)
class CancelTest {
    @Parameter
    Engine engine;

    private static final ClientTimeouts LONG = ClientTimeouts.of(Duration.ofSeconds(25));

    private Client client(LoopbackServer server) {
        return engine.builder()
                .baseUrl(server.url())
                .timeouts(LONG)
                .limits(ClientLimits.defaults().withMaxConnections(1))
                .build();
    }

    /** Cancels the call when the server says so; then the server must see the close, and the next call must work. */
    private void assertCancelled(LoopbackServer.Script script, CountDownLatch reached, Consumer<Client> call)
            throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    if (reached.getCount() > 0) {
                        script.serve(peer);
                        peer.awaitClose();
                    } else if (peer.receive() != null) {
                        peer.send(LoopbackServer.ok("next"));
                    }
                });
                var client = client(server)) {
            var task = RootTask.of("call", () -> {
                call.accept(client);
                return "done";
            });
            Thread thread = Thread.ofVirtual().start(task);
            assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
            task.cancel("the user left");
            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
            assertThat(task.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Cancelled.class,
                            c -> assertThat(c.why().reason()).isEqualTo("the user left"));
            assertThat(server.firstPeer().seesClose()).isTrue();
            assertThat(client.get("/").text()).isEqualTo("next");
        }
    }

    @Test
    void a_call_that_waits_for_the_head() throws Exception {
        var reached = new CountDownLatch(1);
        assertCancelled(
                peer -> {
                    peer.receive();
                    reached.countDown();
                },
                reached,
                client -> client.get("/"));
    }

    @Test
    @Tag("H57")
    void a_call_that_reads_the_body() throws Exception {
        var reached = new CountDownLatch(1);
        assertCancelled(
                peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
                    reached.countDown();
                },
                reached,
                client -> client.get("/"));
    }

    @Test
    @Tag("H57")
    void a_stream_that_is_gone_through() throws Exception {
        var reached = new CountDownLatch(1);
        assertCancelled(
                peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
                },
                reached,
                client -> {
                    try (var response = client.stream("GET", "/")) {
                        response.chunks().forEach(chunk -> reached.countDown());
                    }
                });
    }

    @Test
    @Tag("H57")
    void a_stream_that_is_open_while_its_task_does_something_else() throws Exception {
        var reached = new CountDownLatch(1);
        assertCancelled(
                peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
                },
                reached,
                client -> {
                    try (var response = client.stream("GET", "/")) {
                        reached.countDown();
                        Async.sleep(Duration.ofSeconds(20));
                    }
                });
    }

    @Test
    void an_upload_that_the_server_does_not_take() throws Exception {
        var reached = new CountDownLatch(1);
        try (var server = LoopbackServer.start(peer -> {
                    peer.socket().getInputStream().read();
                    reached.countDown();
                    Thread.sleep(20_000);
                });
                var client = client(server)) {
            var task = RootTask.of("call", () -> client.post("/", Payload.bytes(new byte[32 << 20])));
            Thread thread = Thread.ofVirtual().start(task);
            assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
            task.cancel("enough");
            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        }
    }

    @Test
    void a_call_that_waits_for_a_free_connection() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = client(server)) {
            try (var open = client.stream("GET", "/")) {
                assertThatThrownBy(() -> Async.run(() -> Async.timeout(Duration.ofMillis(200), () -> client.get("/"))))
                        .isInstanceOf(AsyncTimeoutException.class);
                assertThat(open.read().text()).isEqualTo("x");
            }
            assertThat(client.get("/").text()).isEqualTo("x");
        }
    }

    @Test
    void the_deadline_of_the_scope_bounds_the_call() throws Exception {
        try (var server = LoopbackServer.start(LoopbackServer.Peer::awaitClose);
                var client = client(server)) {
            assertThatThrownBy(() -> Async.run(() -> Async.timeout(Duration.ofMillis(300), () -> client.get("/"))))
                    .isInstanceOf(AsyncTimeoutException.class);
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void a_call_in_a_scope_that_is_cancelled_already_sends_nothing() throws Exception {
        try (var server = LoopbackServer.answering(r -> LoopbackServer.ok("x"));
                var client = client(server)) {
            var task = RootTask.of("call", () -> {
                dev.rapier.async.Task.current().cancel("before");
                return client.get("/");
            });
            task.run();
            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(server.received).isEmpty();
        }
    }

    @Test
    void a_sibling_that_fails_ends_the_calls_beside_it() throws Exception {
        var arrived = new CountDownLatch(1);
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    arrived.countDown();
                    peer.awaitClose();
                });
                var client = client(server)) {
            assertThatThrownBy(() -> Async.run(() -> Async.gather(() -> client.get("/"), () -> {
                        arrived.await();
                        throw new IllegalStateException("sibling");
                    })))
                    .hasMessage("sibling");
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void an_interrupt_from_outside_ends_the_call() throws Exception {
        var arrived = new CountDownLatch(1);
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    arrived.countDown();
                    peer.awaitClose();
                });
                var client = client(server)) {
            var task = RootTask.of("call", () -> client.get("/"));
            Thread thread = Thread.ofVirtual().start(task);
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    @Tag("H57")
    void what_the_reader_throws_closes_the_stream() throws Exception {
        try (var server = LoopbackServer.start(peer -> {
                    peer.receive();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
                    peer.awaitClose();
                });
                var client = client(server)) {
            assertThatThrownBy(() -> client.stream("GET", "/").chunks().forEach(chunk -> {
                        throw new IllegalStateException("reader");
                    }))
                    .hasMessage("reader");
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void a_cancelled_writer_of_a_body_is_a_cancelled_call() throws Exception {
        try (var server = LoopbackServer.start(LoopbackServer.Peer::awaitClose);
                var client = client(server)) {
            var task = RootTask.of(
                    "call",
                    () -> client.post("/", Payload.stream("text/plain", out -> {
                        out.write('x');
                        out.flush();
                        dev.rapier.async.Task.current().cancel("writer");
                        Async.checkpoint();
                    })));
            task.run();
            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(server.firstPeer().seesClose()).isTrue();
        }
    }

    @Test
    void outside_any_task_an_interrupt_is_a_cancellation() throws Exception {
        try (var server = LoopbackServer.start(LoopbackServer.Peer::awaitClose);
                var client = client(server)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> client.get("/")).isInstanceOf(Cancellation.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
