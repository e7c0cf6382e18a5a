package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a scope is cancelled. Compared by identity: one cancel, one object.
 */
final class CancelReason {
    final String text;
    final @Nullable Throwable failure;
    final @Nullable Group group;

    CancelReason(String text) {
        this(text, null, null);
    }

    CancelReason(String text, @Nullable Throwable failure, @Nullable Group group) {
        this.text = Objects.requireNonNull(text, "reason");
        this.failure = failure;
        this.group = group;
    }
}
