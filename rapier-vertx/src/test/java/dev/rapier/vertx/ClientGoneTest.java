package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DispatchMode.class)
record ClientGoneTest(DispatchMode mode) {
    /** A handler that sleeps until it is interrupted; the route has been called before so that it may begin on the loop. */
    private TestApplication sleeper(CountDownLatch started, AtomicInteger interrupted) {
        return new TestApplication()
                .on("/sleep", e -> {
                    if (e.query() != null) {
                        TestApplication.text(e, 200, "warm");
                        return;
                    }
                    started.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException gone) {
                        interrupted.incrementAndGet();
                    }
                })
                .on("/hello", e -> TestApplication.text(e, 200, "hello"));
    }

    private static void warm(RawClient client) throws Exception {
        for (int i = 0; i < 40; i++) {
            client.get("/sleep?warm").answer();
        }
    }

    @Test
    void a_closed_connection_cancels_the_blocked_handler_at_once() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new AtomicInteger();
        var app = sleeper(started, interrupted);
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            warm(client);
            client.get("/sleep");
            started.await();
            client.close();
            TestServer.await("the interrupt", () -> interrupted.get() == 1);
            assertThat(app.cancelled).containsExactly("/sleep: The client closed the connection");
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
        }
    }

    @Test
    void a_client_that_resets_the_connection_has_gone() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new AtomicInteger();
        try (var server = TestServer.start(mode, sleeper(started, interrupted));
                var client = server.connect()) {
            client.get("/sleep");
            started.await();
            client.socket.setSoLinger(true, 0);
            client.close();
            TestServer.await("the interrupt", () -> interrupted.get() == 1);
        }
    }

    @Test
    void a_client_that_shuts_its_write_side_has_gone() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new AtomicInteger();
        try (var server = TestServer.start(mode, sleeper(started, interrupted));
                var client = server.connect()) {
            client.get("/sleep");
            started.await();
            client.socket.shutdownOutput();
            TestServer.await("the interrupt", () -> interrupted.get() == 1);
        }
    }

    @Test
    void an_answered_request_is_not_cancelled_and_neither_is_the_next_of_its_connection() throws Exception {
        var app = sleeper(new CountDownLatch(1), new AtomicInteger());
        try (var server = TestServer.start(mode, app)) {
            try (var client = server.connect()) {
                for (int i = 0; i < 100; i++) {
                    assertThat(client.get("/hello").answer().body()).isEqualTo("hello");
                }
            }
            try (var other = server.connect()) {
                other.get("/hello").answer();
            }
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
            assertThat(app.cancelled).isEmpty();
        }
    }

    @Test
    void work_after_the_answer_goes_on_when_the_client_leaves() throws Exception {
        var left = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var app = new TestApplication().on("/background", e -> {
            TestApplication.text(e, 200, "answered");
            left.await();
            done.countDown();
        });
        try (var server = TestServer.start(mode, app)) {
            try (var client = server.connect()) {
                assertThat(client.get("/background").answer().body()).isEqualTo("answered");
                assertThat(server.engine().inFlight()).isEqualTo(1);
            }
            try (var other = server.connect()) {
                other.get("/none").answer();
            }
            left.countDown();
            done.await();
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
            assertThat(app.cancelled).isEmpty();
            assertThat(app.failures).isEmpty();
        }
    }

    @Test
    void only_the_request_at_work_is_cancelled_not_one_that_waits_behind_it() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new AtomicInteger();
        var app = sleeper(started, interrupted);
        try (var server = TestServer.start(mode, app);
                var client = server.connect()) {
            client.get("/sleep").get("/hello");
            started.await();
            client.close();
            TestServer.await("the interrupt", () -> interrupted.get() == 1);
            TestServer.await("nothing in flight", () -> server.engine().inFlight() == 0);
            assertThat(app.accepted).containsExactly("GET /sleep");
        }
    }
}
