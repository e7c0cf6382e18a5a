package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task of a group. It is the thread's runnable, the result slot and the group's list entry in one object. */
final class ChildTask<T extends @Nullable Object> extends Strand<T> {
    final boolean background;

    /** Whether it runs on the thread of the group's owner. */
    private final boolean inline;

    /** Neighbours in the list of the group; owned by {@link Children}. */
    @Nullable
    ChildTask<?> next;

    @Nullable
    ChildTask<?> previous;

    ChildTask(
            Group group, Object body, boolean background, boolean inline, @Nullable ContextFrame context, Birth birth) {
        super(body, group.scope(), context, birth);
        this.background = background;
        this.inline = inline;
    }

    private Group group() {
        return Objects.requireNonNull(Objects.requireNonNull(around()).group);
    }

    boolean isInline() {
        return inline;
    }

    Strand<?> owner() {
        return group().owner();
    }

    boolean isOf(Group other) {
        return group() == other;
    }

    @Override
    @Nullable
    String givenName() {
        return NamedCoroutine.nameOf(body);
    }

    @Override
    @Nullable
    Strand<?> lender() {
        return inline ? group().owner() : null;
    }

    @Override
    void fails(Throwable failure) {
        group().childFails(this, failure);
    }

    /** Leaves the scope of the group with {@link #ended}, in one step. */
    @Override
    void leave() {}

    @Override
    void ended(Outcome<T> outcome) {
        group().childEnded(this, outcome);
    }
}
