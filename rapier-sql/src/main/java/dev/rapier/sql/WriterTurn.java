package dev.rapier.sql;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncSemaphore;
import java.time.Duration;

/**
 * Whose turn it is to write, where one transaction can at a time: the next ones wait in line here, instead of asking the database
 * again and again.
 */
final class WriterTurn {
    private final AsyncSemaphore turn;

    WriterTurn(String database) {
        turn = new AsyncSemaphore("the turn to write in the database " + database, 1);
    }

    /**
     * Waits for the turn.
     *
     * @throws LockTimeout when it did not come within the limit
     */
    void take(Duration limit) {
        if (turn.tryAcquire() || Async.moveOnAfter(limit, turn::acquire)) {
            return;
        }
        throw new LockTimeout(
                "The database has one writer at a time, and it was not free within " + limit.toMillis() + " ms: "
                        + turn.waiting() + " more wait. Make transactions that write shorter",
                "55P03",
                null);
    }

    void pass() {
        turn.release();
    }
}
