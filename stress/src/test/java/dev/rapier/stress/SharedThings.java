package dev.rapier.stress;

import static dev.rapier.async.Async.*;

import dev.rapier.async.Action;
import dev.rapier.async.AsyncChannel;
import dev.rapier.async.AsyncCondition;
import dev.rapier.async.AsyncEvent;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.AsyncLock;
import dev.rapier.async.AsyncSemaphore;
import dev.rapier.async.CapacityLimiter;
import dev.rapier.async.Resource;

/** What the tasks of a random program share, with every use of it in the {@link Ledger}. */
final class SharedThings {
    private static final int PERMITS = 2;

    private final AsyncLock lock = new AsyncLock("shared");
    private final AsyncCondition condition = new AsyncCondition(lock);
    private final AsyncSemaphore semaphore = new AsyncSemaphore(PERMITS);
    private final CapacityLimiter limiter = new CapacityLimiter(PERMITS);
    private final AsyncChannel<Integer> channel;
    private final Ledger ledger;
    final AsyncEvent event = new AsyncEvent();

    SharedThings(Ledger ledger, int capacity) {
        this.ledger = ledger;
        this.channel = AsyncChannel.bounded(capacity);
    }

    private void inside(String place, int most, Action body) throws Exception {
        ledger.enter(place, most);
        try {
            body.run();
        } finally {
            ledger.leave(place);
        }
    }

    void withLock(Action body) {
        lock.withLock(() -> inside("the lock", 1, body));
    }

    void awaitSignal() {
        lock.withLock(() -> {
            try {
                condition.await();
            } finally {
                inside("the lock", 1, () -> ledger.expect(lock.owner().isPresent(), "it came back without its lock"));
            }
        });
    }

    void signal() {
        lock.withLock(condition::signalAll);
    }

    void withPermit(Action body) {
        semaphore.withPermit(() -> inside("the semaphore", PERMITS, body));
    }

    void withPlace(Action body) {
        limiter.withPlace(() -> inside("the limiter", PERMITS, body));
    }

    void send() {
        int value = ledger.newValue();
        channel.send(value);
        ledger.sent(value);
    }

    void trySend() {
        int value = ledger.newValue();
        if (channel.trySend(value)) {
            ledger.sent(value);
        }
    }

    void receive() {
        ledger.received(channel.receive());
    }

    void tryReceive() {
        channel.tryReceive().ifPresent(ledger::received);
    }

    void close() {
        channel.close();
    }

    /** Values 0 to 4, with a rest before each, and clean-up that rests, too. */
    AsyncGenerator<Integer> numbers(Action rest) {
        return AsyncGenerator.of(out -> inside("a generator", Integer.MAX_VALUE, () -> {
            for (int i = 0; i < 5; i++) {
                rest.run();
                out.yield(i);
            }
        }));
    }

    Resource<Integer> resource(Action rest) {
        return Resource.of(
                () -> {
                    rest.run();
                    ledger.enter("a resource", Integer.MAX_VALUE);
                    return 1;
                },
                value -> {
                    rest.run();
                    ledger.leave("a resource");
                });
    }

    /** When all tasks have ended. */
    void check() {
        ledger.expect(!lock.isLocked() && lock.waiting() == 0, "taken: " + lock);
        ledger.expect(semaphore.available() == PERMITS && semaphore.waiting() == 0, "permits are out: " + semaphore);
        ledger.expect(limiter.borrowed() + limiter.waiting() == 0, "places are borrowed: " + limiter);
        ledger.expect(channel.waitingSenders() + channel.waitingReceivers() == 0, "someone waits at " + channel);
        channel.closeNow().forEach(ledger::received);
    }
}
