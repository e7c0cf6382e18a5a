package dev.rapier.test.debug;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.run;
import static dev.rapier.async.Async.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Coroutine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** In debug mode, in real time: who keeps a core from the others is told so. The threshold is 100 ms. */
@EnabledIfSystemProperty(named = "rapier.debug", matches = "true", disabledReason = "of debug mode")
class HeldCarrierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** That the pinned task has been named, or has waited for it long enough. */
    private static final CountDownLatch PINNED_NAMED = new CountDownLatch(1);

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Logger logger = Logger.getLogger("rapier.async");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            said.add(record.getMessage());
            if (!saidOf("pinned").isEmpty()) {
                PINNED_NAMED.countDown();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private List<String> saidOf(String task) {
        return List.copyOf(said).stream()
                .filter(text -> text.startsWith("task " + task + " "))
                .toList();
    }

    /** Computes until the condition holds, with a bound. */
    private static void compute(BooleanSupplier until) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!until.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void computeFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        compute(() -> System.nanoTime() >= end);
    }

    private static <T> T alone(String name, Coroutine<T> body) {
        return run(() -> gather(List.of(body.named(name))).getFirst());
    }

    @Test
    void aTaskThatComputesForLongIsNamedWithItsStackOnce() {
        alone("busy", () -> {
            compute(() -> !saidOf("busy").isEmpty());
            computeFor(Duration.ofMillis(300));
            return 1;
        });
        assertThat(saidOf("busy"))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("(made at HeldCarrierTest.java:")
                        .contains(" has held a carrier thread for ")
                        .contains(" ms without waiting")
                        .contains("\n    at dev.rapier.test.debug.HeldCarrierTest.compute"));
    }

    @Test
    void aSecondOccurrenceIsToldAgain() {
        alone("twice", () -> {
            compute(() -> saidOf("twice").size() == 1);
            dev.rapier.async.Async.sleep(Duration.ofMillis(100));
            compute(() -> saidOf("twice").size() == 2);
            return 1;
        });
        assertThat(saidOf("twice")).hasSize(2);
    }

    @Test
    void aTaskThatBlocksInForeignCodeOrComputesOnAPlatformThreadIsNotNamed() {
        alone("foreign", () -> {
            Thread.sleep(400);
            toThread(() -> computeFor(Duration.ofMillis(400)));
            return 1;
        });
        // A machine that is busy with other things may stop it anywhere else for that long.
        assertThat(saidOf("foreign")).noneMatch(text -> text.contains("Thread.sleep") || text.contains("computeFor"));
    }

    @Test
    void aTaskThatWaitsPinnedIsNamedAsSuch() {
        assertThat(alone("pinned", () -> Initialised.NAMED)).isTrue();
        assertThat(saidOf("pinned"))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains(" while it waits: a native call or a class initializer pins it")
                        .contains("Initialised.<clinit>"));
    }

    /** A class initializer is called by the JVM, by a native frame: who waits in it can't let go of its carrier. */
    private static final class Initialised {
        static final boolean NAMED = waitUntilNamed();

        private static boolean waitUntilNamed() {
            try {
                return PINNED_NAMED.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void threadsBearTheNamesOfTheirTasks() {
        assertThat(alone("reader", () -> Thread.currentThread().getName())).isEqualTo("reader");
    }
}
