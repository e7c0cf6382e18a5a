package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** The value of a {@link ContextVar} that lasts until this is closed; see {@link ContextVar#bind}. Owned by its task. */
public final class ContextBinding implements AutoCloseable {
    private final @Nullable Strand<?> strand;
    private boolean closed;

    ContextBinding(@Nullable Strand<?> strand) {
        this.strand = strand;
    }

    /**
     * Takes the value away; a second call does nothing.
     *
     * @throws IllegalStateException if another task closes it
     */
    @Override
    public void close() {
        if (strand == null || closed) {
            return;
        }
        if (Strand.find() != strand) {
            throw new IllegalStateException(
                    "a context binding of task " + strand.name() + " is closed by " + Caller.name());
        }
        strand.context = ContextFrame.without(strand.context, this);
        closed = true;
    }
}
