package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * The abort of one {@link Async#cancellable} call. It runs on a virtual thread of its own, since it may block and the one who
 * cancels must not. The call ends only after the abort has, so that a late abort can't hit the next call.
 */
final class AbortHook {
    private static final System.Logger LOG = System.getLogger("rapier.async");

    private final Action action;
    private final Waiter caller = new Waiter();
    private volatile boolean fired;
    private volatile boolean done;

    AbortHook(Action action) {
        this.action = action;
    }

    void fire(@Nullable Scheduling scheduling) {
        fired = true;
        VirtualThreads.start(scheduling, () -> {
            try {
                action.run();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "the abort of a cancelled call failed", e);
            } finally {
                done = true;
                caller.wake();
            }
        });
    }

    /** Whether it was asked to abort; if so, waits until the abort is through. The call's hook must be off by now. */
    boolean finish() {
        if (!fired) {
            return false;
        }
        Parking.awaitEnd("the abort of a cancelled call", () -> done, Parking.Late.NEVER);
        return true;
    }
}
