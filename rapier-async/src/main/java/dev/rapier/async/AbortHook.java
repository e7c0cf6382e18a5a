package dev.rapier.async;

import java.util.concurrent.CountDownLatch;

/**
 * The abort of one {@link Async#cancellable} call. It runs on a virtual thread of its own, since it may block and the one who
 * cancels must not. The call ends only after the abort has, so that a late abort can't hit the next call.
 */
final class AbortHook {
    private static final System.Logger LOG = System.getLogger("rapier.async");

    private final Action action;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean fired;

    AbortHook(Action action) {
        this.action = action;
    }

    void fire() {
        fired = true;
        Thread.ofVirtual().name("rapier-abort").start(() -> {
            try {
                action.run();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "the abort of a cancelled call failed", e);
            } finally {
                done.countDown();
            }
        });
    }

    /** Whether it was asked to abort; if so, waits until the abort is through. The call's hook must be off by now. */
    boolean finish() {
        if (!fired) {
            return false;
        }
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
