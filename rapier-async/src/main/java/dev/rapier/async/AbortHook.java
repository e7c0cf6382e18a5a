package dev.rapier.async;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The abort of one {@link Async#cancellable} call. It runs on a virtual thread of its own, since it may block and the one who
 * cancels must not. The call ends only after the abort has, so that a late abort can't hit the next call.
 */
final class AbortHook {
    private static final System.Logger LOG = System.getLogger("rapier.async");

    private final Action action;
    private final Waiter caller = new Waiter();

    /** How many cancels have asked for the abort, which then has to come; under the task's monitor as long as the hook is on, the caller's own afterwards. */
    private int asked;

    private final AtomicInteger done = new AtomicInteger();

    AbortHook(Action action) {
        this.action = action;
    }

    /** To be followed by {@link #fire}. Under the task's monitor: once the hook is off nobody can ask any more. */
    void ask() {
        asked++;
    }

    void fire(@Nullable Scheduling scheduling) {
        VirtualThreads.start(scheduling, () -> {
            try {
                action.run();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "the abort of a cancelled call failed", e);
            } finally {
                done.incrementAndGet();
                caller.wake();
            }
        });
    }

    /** Whether it was asked to abort; if so, waits until the abort is through. The call's hook must be off by now. */
    boolean finish() {
        if (asked == 0) {
            return false;
        }
        Parking.awaitAbort("the abort of a cancelled call", () -> done.get() == asked, Parking.Late.NEVER);
        return true;
    }
}
