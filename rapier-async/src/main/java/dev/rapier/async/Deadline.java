package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** When a scope is cancelled by the clock: its entry in the timer. */
sealed class Deadline permits LateTask {
    final CancelScope scope;

    /** Nano time, or {@link CancelScope#NEVER}; written under the lock of {@link Deadlines}. */
    volatile long at = CancelScope.NEVER;

    /** Why it cancels; written before the time. */
    volatile @Nullable CancelReason reason;

    /** The place in the timer, -1 for none; owned by {@link Deadlines}. */
    int index = -1;

    Deadline(CancelScope scope) {
        this.scope = scope;
    }

    /** Called by the timer. */
    void pass() {
        CancelReason why = reason;
        scope.cancel(why == null ? new CancelReason("deadline passed") : why);
    }
}
