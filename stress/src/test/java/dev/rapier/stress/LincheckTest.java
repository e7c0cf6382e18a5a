package dev.rapier.stress;

import dev.rapier.async.AsyncChannel;
import dev.rapier.async.AsyncEvent;
import dev.rapier.async.AsyncLock;
import dev.rapier.async.AsyncSemaphore;
import dev.rapier.async.CapacityLimiter;
import dev.rapier.async.ChannelClosedException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The primitives behave as if one call came after the other, whatever the interleaving. Lincheck draws programs of calls, runs them
 * on two threads, in parallel and under a model checker that steers each switch, and looks for an order that explains the results.
 * Calls that wait are the affair of {@link HandOverRaces}: Lincheck knows waiting only in Kotlin's coroutines.
 */
@Timeout(3600)
class LincheckTest {
    @ParameterizedTest
    @MethodSource("primitives")
    void callsInParallelHaveAnOrder(Class<?> calls, Class<?> inOrder) {
        new StressOptions()
                .iterations(StressLength.rounds(3))
                .invocationsPerIteration(300)
                .threads(2)
                .actorsBefore(0) // they would run on the first thread under another number
                .actorsAfter(0)
                .actorsPerThread(4)
                .sequentialSpecification(inOrder)
                .check(calls);
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void everySwitchInsideACallLeavesAnOrder(Class<?> calls, Class<?> inOrder) {
        new ModelCheckingOptions()
                .iterations(StressLength.rounds(2))
                .invocationsPerIteration(50)
                .threads(2)
                .actorsBefore(0) // they would run on the first thread under another number
                .actorsAfter(0)
                .actorsPerThread(3)
                .sequentialSpecification(inOrder)
                .check(calls);
    }

    /** Calls, and what they would do one after the other: themselves, where it does not matter whose they are. */
    static Stream<Arguments> primitives() {
        return Stream.of(
                Arguments.of(Locking.class, LockingInOrder.class),
                Arguments.of(Permits.class, Permits.class),
                Arguments.of(Places.class, PlacesInOrder.class),
                Arguments.of(Values.class, Values.class),
                Arguments.of(Happening.class, Happening.class));
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
        public boolean tryLock(@Param(gen = ThreadIdGen.class) int thread) {
            return lock.tryLock();
        }

        @Operation
        public boolean unlock(@Param(gen = ThreadIdGen.class) int thread) {
            return allowed(lock::unlock);
        }

        @Operation
        public boolean isLocked() {
            return lock.isLocked();
        }
    }

    public static class LockingInOrder {
        private int owner;
        private int holds;

        public boolean tryLock(int thread) {
            if (holds > 0 && owner != thread) {
                return false;
            }
            owner = thread;
            holds++;
            return true;
        }

        public boolean unlock(int thread) {
            if (holds == 0 || owner != thread) {
                return false;
            }
            holds--;
            return true;
        }

        public boolean isLocked() {
            return holds > 0;
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

    /** Outside any task a place belongs to the thread, too. */
    public static class Places {
        private final CapacityLimiter limiter = new CapacityLimiter(1);

        @Operation
        public String tryAcquire(@Param(gen = ThreadIdGen.class) int thread) {
            try {
                return limiter.tryAcquire() ? "acquired" : "full";
            } catch (IllegalStateException twice) {
                return "twice";
            }
        }

        @Operation
        public boolean release(@Param(gen = ThreadIdGen.class) int thread) {
            return allowed(limiter::release);
        }

        @Operation
        public int borrowed() {
            return limiter.borrowed();
        }

        @Operation
        public void total(@Param(gen = IntGen.class, conf = "0:2") int total) {
            limiter.total(total);
        }
    }

    public static class PlacesInOrder {
        private final Set<Integer> borrowers = new HashSet<>();
        private int total = 1;

        public String tryAcquire(int thread) {
            if (borrowers.contains(thread)) {
                return "twice";
            }
            return borrowers.size() < total && borrowers.add(thread) ? "acquired" : "full";
        }

        public boolean release(int thread) {
            return borrowers.remove(thread);
        }

        public int borrowed() {
            return borrowers.size();
        }

        public void total(int newTotal) {
            total = newTotal;
        }
    }

    public static class Values {
        private final AsyncChannel<Integer> channel = AsyncChannel.bounded(2);

        @Operation
        public String trySend(@Param(gen = IntGen.class, conf = "1:9") int value) {
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
