package dev.rapier.sql;

import dev.rapier.async.Action;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends one blocking call of JDBC when its task is cancelled: asks the server to cancel the statement, again and again until
 * the call is over, for the first request may come before the statement has begun. After the grace time it breaks the
 * connection off. It never interrupts: that would break the connection at once and leave the statement running.
 */
final class StatementAbort implements Action {
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 320;

    private final Lease lease;
    private final CountDownLatch over = new CountDownLatch(1);

    /** What the call runs now; written by the caller, read by whoever cancels. */
    private volatile @Nullable Statement statement;

    StatementAbort(Lease lease) {
        this.lease = lease;
    }

    void watch(Statement running) {
        statement = running;
    }

    /** Called by the caller when its call has returned. */
    void over() {
        over.countDown();
    }

    @Override
    public void run() throws InterruptedException {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        while (System.nanoTime() - start < GRACE_NANOS) {
            cancelStatement();
            if (over.await(pause, TimeUnit.MILLISECONDS)) {
                return;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        lease.breakOff();
    }

    private void cancelStatement() {
        var running = statement;
        if (running == null) {
            return;
        }
        try {
            running.cancel();
        } catch (SQLException e) {
            Log.debug("A cancel request did not get through; there will be another, or the connection ends: {0}", e);
        }
    }
}
