package dev.rapier.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.rapier.async.AsyncChannel;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.AsyncLock;
import dev.rapier.async.AsyncSemaphore;
import dev.rapier.async.CapacityLimiter;
import dev.rapier.async.ChannelClosedException;
import dev.rapier.async.Iteration;
import dev.rapier.async.RootTask;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** What is handed over from one task to another, against a cancel of the one who waits and against a close: never lost, never doubled. */
final class HandOverRaces {
    private HandOverRaces() {}

    @JCStressTest
    @Outcome(id = "value, free", expect = ACCEPTABLE, desc = "it got the lock and gave it back")
    @Outcome(id = "cancelled, free", expect = ACCEPTABLE, desc = "it never had it")
    @State
    public static class LockAgainstCancel {
        private final AsyncLock lock = new AsyncLock();
        private final RootTask<String> waiter = RootTask.of("waiter", () -> lock.withLock(() -> "value"));

        @Actor
        public void wait(LL_Result result) {
            waiter.run();
            result.r1 = Ends.of(waiter);
        }

        @Actor
        public void handOverAndCancel() {
            lock.withLock(() -> waiter.cancel("race"));
        }

        @Arbiter
        public void look(LL_Result result) {
            result.r2 = lock.waiting() == 0 && lock.tryLock() ? "free" : lock.toString();
        }
    }

    @JCStressTest
    @Outcome(id = "value, 1 free", expect = ACCEPTABLE, desc = "it got the permit and gave it back")
    @Outcome(id = "cancelled, 1 free", expect = ACCEPTABLE, desc = "the permit was not its")
    @State
    public static class PermitAgainstCancel {
        private final AsyncSemaphore semaphore = new AsyncSemaphore(1);
        private final boolean taken = semaphore.tryAcquire();
        private final RootTask<String> waiter =
                RootTask.of("waiter", () -> semaphore.withPermit(() -> taken ? "value" : "twice"));

        @Actor
        public void wait(LL_Result result) {
            waiter.run();
            result.r1 = Ends.of(waiter);
        }

        @Actor
        public void releaseAndCancel() {
            semaphore.release();
            waiter.cancel("race");
        }

        @Arbiter
        public void count(LL_Result result) {
            result.r2 = semaphore.available() + " free";
        }
    }

    @JCStressTest
    @Outcome(id = "value, 0 borrowed", expect = ACCEPTABLE, desc = "it got the place and gave it back")
    @Outcome(id = "cancelled, 0 borrowed", expect = ACCEPTABLE, desc = "the place was not its")
    @State
    public static class PlaceAgainstCancel {
        private final CapacityLimiter limiter = new CapacityLimiter(0);
        private final RootTask<String> waiter = RootTask.of("waiter", () -> limiter.withPlace(() -> "value"));

        @Actor
        public void wait(LL_Result result) {
            waiter.run();
            result.r1 = Ends.of(waiter);
        }

        @Actor
        public void raiseTheTotalAndCancel() {
            limiter.total(1);
            waiter.cancel("race");
        }

        @Arbiter
        public void count(LL_Result result) {
            result.r2 = limiter.borrowed() + limiter.waiting() + " borrowed";
        }
    }

    @JCStressTest
    @Outcome(id = "1, empty", expect = ACCEPTABLE, desc = "received")
    @Outcome(id = "cancelled, 1", expect = ACCEPTABLE, desc = "still in the channel")
    @State
    public static class ReceiveAgainstCancel {
        private final AsyncChannel<Integer> channel = AsyncChannel.bounded(1);
        private final RootTask<Integer> receiver = RootTask.of("receiver", channel::receive);

        @Actor
        public void receive(LL_Result result) {
            receiver.run();
            result.r1 = Ends.of(receiver);
        }

        @Actor
        public void sendAndCancel() {
            channel.trySend(1);
            receiver.cancel("race");
        }

        @Arbiter
        public void count(LL_Result result) {
            result.r2 = channel.tryReceive().map(String::valueOf).orElse("empty");
        }
    }

    @JCStressTest
    @Outcome(id = "sent, 1", expect = ACCEPTABLE, desc = "received")
    @Outcome(id = "cancelled, empty", expect = ACCEPTABLE, desc = "never sent")
    @State
    public static class SendAgainstCancel {
        private final AsyncChannel<Integer> channel = AsyncChannel.bounded(0);
        private final RootTask<String> sender = RootTask.of("sender", () -> {
            channel.send(1);
            return "sent";
        });

        @Actor
        public void send(LL_Result result) {
            sender.run();
            result.r1 = Ends.of(sender);
        }

        @Actor
        public void receiveAndCancel(LL_Result result) {
            Optional<Integer> received = channel.tryReceive();
            sender.cancel("race");
            result.r2 = received.map(String::valueOf).orElse("empty");
        }
    }

    @JCStressTest
    @Outcome(id = "sent, 1", expect = ACCEPTABLE, desc = "received")
    @Outcome(id = "closed, empty", expect = ACCEPTABLE, desc = "refused")
    @State
    public static class SendAgainstClose {
        private final AsyncChannel<Integer> channel = AsyncChannel.bounded(0);
        private final RootTask<String> sender = RootTask.of("sender", () -> {
            try {
                channel.send(1);
                return "sent";
            } catch (ChannelClosedException e) {
                return "closed";
            }
        });

        @Actor
        public void send(LL_Result result) {
            sender.run();
            result.r1 = Ends.of(sender);
        }

        @Actor
        public void receiveAndClose(LL_Result result) {
            result.r2 = channel.tryReceive().map(String::valueOf).orElse("empty");
            channel.close();
        }
    }

    @JCStressTest
    @Outcome(id = "1, empty", expect = ACCEPTABLE, desc = "received before the end")
    @State
    public static class ReceiveAgainstSendAndClose {
        private final AsyncChannel<Integer> channel = AsyncChannel.bounded(1);
        private final RootTask<Integer> receiver =
                RootTask.of("receiver", () -> channel.receiveOrEnd().orElse(0));

        @Actor
        public void receive(LL_Result result) {
            receiver.run();
            result.r1 = Ends.of(receiver);
        }

        @Actor
        public void sendAndClose() {
            channel.trySend(1);
            channel.close();
        }

        @Arbiter
        public void count(LL_Result result) {
            result.r2 = channel.tryReceive().map(String::valueOf).orElse("empty");
        }
    }

    @JCStressTest
    @Outcome(id = "3, 0 open", expect = ACCEPTABLE, desc = "pulled to its end")
    @Outcome(id = "cancelled, 0 open", expect = ACCEPTABLE, desc = "and its clean-up has run")
    @State
    public static class PullAgainstCancel {
        private final AtomicInteger open = new AtomicInteger();
        private final AsyncGenerator<Integer> numbers = AsyncGenerator.of(out -> {
            open.incrementAndGet();
            try {
                out.yield(1);
                out.yield(2);
            } finally {
                open.decrementAndGet();
            }
        });
        private final RootTask<Integer> puller = RootTask.of("puller", () -> {
            int sum = 0;
            try (Iteration<Integer> pulled = numbers.open()) {
                for (int value : pulled) {
                    sum += value;
                }
            }
            return sum;
        });

        @Actor
        public void pull(LL_Result result) {
            puller.run();
            result.r1 = Ends.of(puller);
            result.r2 = open.get() + " open";
        }

        @Actor
        public void cancel() {
            for (int i = 0; i < 200; i++) {
                Thread.onSpinWait();
            }
            puller.cancel("race");
        }
    }
}
