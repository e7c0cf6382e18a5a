package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.web.engine.EngineSettings;
import dev.rapier.web.engine.Exchange;
import dev.rapier.web.engine.RoutePlacement;
import dev.rapier.web.engine.ThreadKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Where virtual threads begin and go on when the JDK lets us choose. */
class DispatchTest {
    /** The carrier of the current virtual thread; its toString names it behind an @. */
    private static String carrier() {
        String text = Thread.currentThread().toString();
        return text.substring(text.indexOf('@') + 1);
    }

    private static boolean isOnLoop() {
        return !carrier().contains("ForkJoinPool");
    }

    /** So long that no other load on the machine makes a quick handler look slow. */
    private static final Duration LONGEST_SLICE = Duration.ofMillis(100);

    private static TestServer start(TestApplication app) {
        return new TestServer(new VertxEngine(DispatchMode.LOOP_FIRST, LONGEST_SLICE)
                .start(EngineSettings.defaults().withPort(0), app));
    }

    private static void answerWithPlace(Exchange exchange) {
        TestApplication.text(exchange, 200, isOnLoop() ? "loop" : "carrier");
    }

    private static RoutePlacement placement(TestServer server, String route) {
        return server.engine().placements().stream()
                .filter(p -> p.route().description().equals(route))
                .findFirst()
                .orElseThrow();
    }

    private static void untilOnLoop(TestServer server, RawClient client, String path) throws Exception {
        for (int i = 0; i < 2_000; i++) {
            client.get(path).answer();
            if (placement(server, path).onLoop()) {
                return;
            }
        }
        throw new AssertionError(path + " never began on the loop: " + placement(server, path));
    }

    @Test
    void a_new_route_begins_on_the_carriers_until_it_was_seen_to_be_quick() throws Exception {
        var app = new TestApplication().on("/quick", DispatchTest::answerWithPlace);
        try (var server = start(app);
                var client = server.connect()) {
            assertThat(server.engine().placements()).isEmpty();
            assertThat(client.get("/quick").answer().body()).isEqualTo("carrier");
            assertThat(placement(server, "/quick").onLoop()).isFalse();
            untilOnLoop(server, client, "/quick");
            assertThat(client.get("/quick").answer().body()).isEqualTo("loop");
            assertThat(placement(server, "/quick").slices()).isGreaterThan(15);
        }
    }

    @Test
    void a_route_whose_first_slices_are_long_goes_back_to_the_carriers_and_returns_when_they_are_short()
            throws Exception {
        var slow = new AtomicBoolean();
        var app = new TestApplication().on("/moody", e -> {
            long end = System.nanoTime() + (slow.get() ? LONGEST_SLICE.toNanos() : 0);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            answerWithPlace(e);
        });
        try (var server = start(app);
                var client = server.connect()) {
            untilOnLoop(server, client, "/moody");
            slow.set(true);
            for (int i = 0; i < 10; i++) {
                client.get("/moody").answer();
            }
            assertThat(client.get("/moody").answer().body()).isEqualTo("carrier");
            assertThat(placement(server, "/moody").onLoop()).isFalse();
            assertThat(placement(server, "/moody").slowSlices()).isGreaterThan(2);
            slow.set(false);
            assertThat(client.get("/moody").answer().body()).isEqualTo("carrier");
            untilOnLoop(server, client, "/moody");
        }
    }

    @Test
    void after_its_first_wait_a_handler_goes_on_on_the_carriers() throws Exception {
        var before = new AtomicBoolean();
        var app = new TestApplication().on("/wait", e -> {
            before.set(isOnLoop());
            Thread.sleep(1);
            answerWithPlace(e);
        });
        try (var server = start(app);
                var client = server.connect()) {
            untilOnLoop(server, client, "/wait");
            for (int i = 0; i < 20; i++) {
                assertThat(client.get("/wait").answer().body()).isEqualTo("carrier");
                assertThat(before).isTrue();
            }
        }
    }

    @Test
    void a_handler_that_yields_goes_on_on_the_carriers() throws Exception {
        var app = new TestApplication().on("/yield", e -> {
            Thread.yield();
            answerWithPlace(e);
        });
        try (var server = start(app);
                var client = server.connect()) {
            untilOnLoop(server, client, "/yield");
            assertThat(client.get("/yield").answer().body()).isEqualTo("carrier");
        }
    }

    @Test
    void what_a_handler_starts_while_it_runs_on_the_loop_runs_on_the_carriers() throws Exception {
        var childrenOnLoop = new AtomicInteger();
        var handlersOnLoop = new AtomicInteger();
        var app = new TestApplication().on("/children", e -> {
            if (isOnLoop()) {
                handlersOnLoop.incrementAndGet();
            }
            Runnable child = () -> {
                if (isOnLoop()) {
                    childrenOnLoop.incrementAndGet();
                }
            };
            Thread first = Thread.ofVirtual().start(child);
            Thread second = Thread.startVirtualThread(child);
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                executor.submit(child);
            }
            first.join();
            second.join();
            TestApplication.text(e, 200, "done");
        });
        try (var server = start(app);
                var client = server.connect()) {
            untilOnLoop(server, client, "/children");
            handlersOnLoop.set(0);
            for (int i = 0; i < 20; i++) {
                client.get("/children").answer();
            }
            assertThat(handlersOnLoop).hasPositiveValue();
            assertThat(childrenOnLoop).hasValue(0);
        }
    }

    @Test
    void a_blocked_handler_leaves_the_loop_to_others() throws Exception {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var block = new AtomicBoolean();
        Object lock = new Object();
        var app = new TestApplication()
                .on("/block", e -> {
                    if (block.get()) {
                        started.countDown();
                        synchronized (lock) {
                            go.await();
                        }
                    }
                    answerWithPlace(e);
                })
                .on("/other", DispatchTest::answerWithPlace);
        try (var server = start(app);
                var client = server.connect();
                var other = server.connect()) {
            untilOnLoop(server, client, "/block");
            untilOnLoop(server, other, "/other");
            block.set(true);
            client.get("/block");
            started.await();
            assertThat(other.get("/other").answer().body()).isEqualTo("loop");
            go.countDown();
            assertThat(client.answer().body()).isEqualTo("carrier");
        }
    }

    @Test
    void the_carriers_mode_never_begins_on_the_loop() throws Exception {
        var app = new TestApplication().on("/quick", DispatchTest::answerWithPlace);
        try (var server = TestServer.start(DispatchMode.CARRIERS, app);
                var client = server.connect()) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.get("/quick").answer().body()).isEqualTo("carrier");
            }
            assertThat(server.engine().placements()).isEmpty();
        }
    }

    @Test
    void cpu_bound_handlers_never_touch_the_loop() throws Exception {
        var app = new TestApplication()
                .on(
                        "/compute",
                        ThreadKind.CPU_BOUND,
                        e -> TestApplication.text(e, 200, Thread.currentThread().getName()));
        try (var server = start(app);
                var client = server.connect()) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.get("/compute").answer().body()).startsWith("rapier-cpu-");
            }
        }
    }
}
