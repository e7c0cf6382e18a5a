package dev.rapier.sql;

import dev.rapier.async.Async;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Whose turn it is to write, where one transaction can at a time: the next ones wait in line here, instead of asking the database
 * again and again.
 */
final class WriterTurn {
    private final Semaphore turn = new Semaphore(1, true);

    /**
     * Waits for the turn.
     *
     * @throws LockTimeout when it did not come within the limit
     */
    void take(Duration limit) {
        try {
            if (turn.tryAcquire()) {
                return;
            }
            Async.checkpoint();
            if (turn.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        }
        throw new LockTimeout(
                "The database has one writer at a time, and it was not free within " + limit.toMillis() + " ms: "
                        + turn.getQueueLength() + " more wait. Make transactions that write shorter",
                "55P03",
                null);
    }

    void pass() {
        turn.release();
    }
}
