package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** What a scope has that is a shield; owned by the task, but for the grace. */
final class Shield {
    /** Nanoseconds that it holds for once the scope around it is cancelled; {@link CancelScope#NEVER} without a limit. */
    final long grace;

    /** What the task had been told before it was entered. */
    @Nullable
    CancelReason deliveredBefore;

    boolean interruptBefore;

    Shield(long grace) {
        this.grace = grace;
    }
}
