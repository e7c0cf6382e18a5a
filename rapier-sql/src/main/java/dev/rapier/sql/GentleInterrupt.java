package dev.rapier.sql;

import dev.rapier.async.Action;
import dev.rapier.async.Coroutine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call that hears of interrupts, after a moment in which it may end by itself. The interrupt comes while the call runs or not at
 * all, and is over with it: nobody takes it for one from outside.
 */
final class GentleInterrupt implements Action {
    private static final long MOMENT_MILLIS = 100;

    private final Thread caller = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);

    /** Both under this monitor. */
    private boolean ended;

    private boolean interrupted;

    /** Runs the call; on the thread that made this. */
    <T extends @Nullable Object> T around(Coroutine<? extends T> call) throws Exception {
        try {
            return call.run();
        } finally {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        over.countDown();
        if (interrupted) {
            Thread.interrupted(); // ours, which the call may have left
        }
    }

    @Override
    public void run() throws InterruptedException {
        if (!over.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
            interrupt();
        }
    }

    private synchronized void interrupt() {
        if (!ended) {
            interrupted = true;
            caller.interrupt();
        }
    }
}
