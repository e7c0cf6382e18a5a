package dev.rapier.async;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group throws: its first failure with all others suppressed on it, once. In the block form a call of the body has thrown it before
 * the group's end; then the end keeps quiet.
 */
final class GroupFailures {
    /** The failure that the group throws, and those that came later; under this monitor. */
    private @Nullable Throwable first;

    private @Nullable List<Throwable> others;

    /** Whether a call of the body has thrown the failure already; owned by the owner. */
    private boolean thrownIntoBody;

    /** What a call of the body threw last before the group had a failure; owned by the owner. */
    private @Nullable Throwable thrownBefore;

    /** Keeps the failure; returns whether it is the first. */
    synchronized boolean add(Throwable failure) {
        if (first == null) {
            first = failure;
            return true;
        }
        if (others == null) {
            others = new ArrayList<>(2);
        }
        others.add(failure);
        return false;
    }

    /** The failure that the group throws, with all others; null without one. */
    synchronized @Nullable Throwable first() {
        Throwable failure = first;
        if (failure != null && others != null) {
            for (Throwable other : others) {
                Failures.suppress(failure, other);
            }
            others = null;
        }
        return failure;
    }

    /**
     * What the cancel by a failure shows as in the body: the failure itself once, and then others that have it as their cause, since who
     * throws it out of a block and once more from its clean-up suppresses it on itself.
     */
    Throwable inBody(CancelReason why, Throwable failure) {
        if (isThrownIntoBody()) {
            return new ChildCancelled(why.text, failure);
        }
        thrownIntoBody = true;
        return failure;
    }

    /** Notes that a call of the body throws this. */
    void thrownInBody(Throwable failure) {
        if (!isThrownIntoBody()) {
            thrownBefore = failure;
        }
    }

    boolean isThrownIntoBody() {
        if (!thrownIntoBody && thrownBefore != null) {
            synchronized (this) {
                thrownIntoBody = thrownBefore == first;
            }
        }
        return thrownIntoBody;
    }
}
