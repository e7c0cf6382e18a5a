package dev.rapier.web;

import static dev.rapier.web.Served.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rapier.async.Async;
import dev.rapier.async.Resource;
import dev.rapier.web.engine.EngineSettings;
import dev.rapier.web.memory.MemoryCall;
import dev.rapier.web.memory.MemoryEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifespanTest {
    private final LogLines log = new LogLines();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        log.close();
    }

    private Resource<String> resource(String name) {
        return Resource.of(
                () -> {
                    events.add(name + " acquired");
                    return name;
                },
                released -> events.add(released + " released"));
    }

    @Test
    void whatBeginsInOrderEndsInReverseOrder() {
        try (Served served = Served.of(app -> app.onStartup(() -> events.add("first start"))
                .onShutdown(() -> events.add("first end"))
                .lifespan(resource("pool"))
                .onStartup(() -> events.add("second start"))
                .onShutdown(() -> events.add("second end")))) {
            assertThat(served.running().inFlightLimit()).isEqualTo(1024);
            events.add("serving");
        }

        assertThat(events)
                .containsExactly(
                        "first start",
                        "pool acquired",
                        "second start",
                        "serving",
                        "second end",
                        "pool released",
                        "first end");
    }

    @Test
    void theHooksRunBeforeThePortOpens() {
        App app = Served.app().onStartup(() -> events.add("hook"));

        try (RunningApp running = app.start((settings, application) -> {
            events.add("port");
            return new MemoryEngine().start(settings, application);
        })) {
            assertThat(running.address().getPort())
                    .isEqualTo(EngineSettings.defaults().port());
        }

        assertThat(events).containsExactly("hook", "port");
    }

    @Test
    void aFailingStartIsOneSentenceOpensNoPortAndEndsWhatHadBegun() {
        App app = Served.app()
                .lifespan(resource("pool"))
                .onShutdown(() -> events.add("end"))
                .onStartup(() -> {
                    throw new IOException("Connection refused");
                });

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> app.start((settings, application) -> {
                    events.add("port");
                    throw new AssertionError("the port must not open");
                }))
                .withMessage("The start-up hook onStartup failed: Connection refused")
                .withCauseInstanceOf(IOException.class);
        assertThat(events).containsExactly("pool acquired", "end", "pool released");
    }

    @Test
    void aPortThatCantBeBoundEndsWhatHadBegun() {
        App app = Served.app().lifespan(resource("pool"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> app.start((settings, application) -> {
                    throw new UncheckedIOException("Port 80 of 127.0.0.1 is taken", new IOException("bind"));
                }));
        assertThat(events).containsExactly("pool acquired", "pool released");
    }

    @Test
    void aShutdownHookThatFailsIsLoggedAndTheOthersRun() {
        try (Served served =
                Served.of(app -> app.onShutdown(() -> events.add("last")).onShutdown(() -> {
                    throw new IllegalStateException("already closed");
                }))) {
            assertThat(served.running().inFlightLimit()).isPositive();
        }

        assertThat(events).containsExactly("last");
        assertThat(log.errors())
                .containsExactly(
                        "The shutdown hook onShutdown failed: java.lang.IllegalStateException: already closed");
    }

    @Test
    void backgroundWorkRunsUntilTheLastRequestHasEndedAndBeforeTheHooks() {
        var begun = new CountDownLatch(2);
        App app = Served.app().onShutdown(() -> events.add("hook"));
        app.background(() -> work(begun));

        try (RunningApp running = app.start(new MemoryEngine())) {
            app.background(() -> work(begun));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(running.inFlightLimit()).isPositive();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }

        assertThat(events).containsExactly("work ended", "work ended", "hook");
    }

    private void work(CountDownLatch begun) {
        begun.countDown();
        try {
            Async.sleep(Duration.ofMinutes(5));
        } finally {
            events.add("work ended");
        }
    }

    @Test
    void backgroundWorkThatFailsIsLoggedAndHarmsNobody() {
        var failed = new CountDownLatch(1);
        try (Served served = Served.of(app -> {
            app.get("/", request -> "fine");
            app.background(() -> {
                failed.countDown();
                throw new IllegalStateException("feed is gone");
            });
        })) {
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(text(served.get("/"))).isEqualTo("\"fine\"");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(log.errors()).hasSize(1);
        assertThat(log.errors().getFirst()).contains("feed is gone");
    }

    @Test
    void aStopLetsRequestsFinish() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Served served = Served.of(app -> app.get("/slow", request -> {
            begun.countDown();
            goOn.await();
            return "done";
        }));
        MemoryCall call = served.get("/slow");
        begun.await();

        Thread stop = Thread.ofVirtual().start(served::close);
        goOn.countDown();

        assertThat(text(call)).isEqualTo("\"done\"");
        assertThat(stop.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aStopCancelsWhatIsLeftAfterTheGraceTimeAlsoWhatRunsToCompletionAndAnswers503() throws Exception {
        var begun = new CountDownLatch(2);
        App app = Served.app();
        app.settings().graceTime(Duration.ofMillis(50));
        app.get("/slow", request -> sleep(begun));
        app.get("/sturdy", request -> sleep(begun)).runToCompletion();
        app.onShutdown(() -> events.add("hook"));
        var engine = new MemoryEngine();
        RunningApp running = app.start(engine);
        MemoryCall slow = engine.send("GET", "/slow", dev.rapier.http.HeaderList.create(), new byte[0]);
        MemoryCall sturdy = engine.send("GET", "/sturdy", dev.rapier.http.HeaderList.create(), new byte[0]);
        begun.await();

        running.stop();

        assertThat(events)
                .containsExactly("cancelled: server is shutting down", "cancelled: server is shutting down", "hook");
        assertThat(slow.status()).isEqualTo(503);
        assertThat(sturdy.status()).isEqualTo(503);
        assertThat(log.errors()).isEmpty();
    }

    private String sleep(CountDownLatch begun) {
        begun.countDown();
        try {
            Async.sleep(Duration.ofMinutes(5));
        } catch (dev.rapier.async.Cancellation cancellation) {
            events.add("cancelled: " + cancellation.reason());
            throw cancellation;
        }
        return "late";
    }

    @Test
    void aStartedApplicationDoesNotChange() {
        App app = Served.app();
        try (RunningApp running = app.start(new MemoryEngine())) {
            assertThat(running.inFlightLimit()).isPositive();
            assertThatIllegalStateException().isThrownBy(() -> app.get("/late", request -> "late"));
        }
    }
}
