package dev.rapier.stress;

import dev.rapier.async.AsyncChannel;
import dev.rapier.async.AsyncEvent;
import dev.rapier.async.AsyncLock;
import dev.rapier.async.AsyncSemaphore;
import dev.rapier.async.CapacityLimiter;
import dev.rapier.async.ChannelClosedException;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The primitives behave as if one call came after the other, whatever the interleaving. Lincheck draws programs of calls, runs them
 * on two threads, in parallel and under a model checker that steers each switch, and looks for an order that explains the results.
 * Calls that wait are the affair of {@link HandOverRaces}: Lincheck knows waiting only in Kotlin's coroutines.
 */
@Timeout(3600)
class LincheckTest {
    @ParameterizedTest
    @ValueSource(classes = {Locking.class, Permits.class, Places.class, Values.class, Happening.class})
    void callsInParallelHaveAnOrder(Class<?> calls) {
        new StressOptions()
                .iterations(StressLength.rounds(10))
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(4)
                .check(calls);
    }

    @ParameterizedTest
    @ValueSource(classes = {Locking.class, Permits.class, Places.class, Values.class, Happening.class})
    void everySwitchInsideACallLeavesAnOrder(Class<?> calls) {
        new ModelCheckingOptions()
                .iterations(StressLength.rounds(3))
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(3)
                .check(calls);
    }

    private static boolean allowed(Runnable call) {
        try {
            call.run();
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    /** Outside any task a lock belongs to the thread. */
    public static class Locking {
        private final AsyncLock lock = new AsyncLock();

        @Operation
        public boolean tryLock() {
            return lock.tryLock();
        }

        @Operation
        public boolean unlock() {
            return allowed(lock::unlock);
        }

        @Operation
        public boolean isLocked() {
            return lock.isLocked();
        }
    }

    public static class Permits {
        private final AsyncSemaphore semaphore = new AsyncSemaphore(2);

        @Operation
        public boolean tryAcquire() {
            return semaphore.tryAcquire();
        }

        @Operation
        public boolean release() {
            return allowed(semaphore::release);
        }

        @Operation
        public int available() {
            return semaphore.available();
        }
    }

    public static class Places {
        private final CapacityLimiter limiter = new CapacityLimiter(1);

        @Operation
        public boolean tryAcquire() {
            return allowed(() -> {
                if (!limiter.tryAcquire()) {
                    throw new IllegalStateException("full");
                }
            });
        }

        @Operation
        public boolean release() {
            return allowed(limiter::release);
        }

        @Operation
        public int borrowed() {
            return limiter.borrowed();
        }

        @Operation
        public void total(int total) {
            limiter.total(Math.floorMod(total, 3));
        }
    }

    public static class Values {
        private final AsyncChannel<Integer> channel = AsyncChannel.bounded(2);

        @Operation
        public String trySend(int value) {
            try {
                return channel.trySend(value) ? "sent" : "full";
            } catch (ChannelClosedException e) {
                return "closed";
            }
        }

        @Operation
        public int tryReceive() {
            return channel.tryReceive().orElse(Integer.MIN_VALUE);
        }

        @Operation
        public int size() {
            return channel.size();
        }

        @Operation
        public void close() {
            channel.close();
        }

        @Operation
        public boolean isClosed() {
            return channel.isClosed();
        }
    }

    public static class Happening {
        private final AsyncEvent event = new AsyncEvent();

        @Operation
        public void set() {
            event.set();
        }

        @Operation
        public void clear() {
            event.clear();
        }

        @Operation
        public boolean isSet() {
            return event.isSet();
        }
    }
}
