package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** A task of a group. It is the thread's runnable, the result slot and the group's list entry in one object. */
final class ChildTask<T extends @Nullable Object> extends Strand<T> {
    private final Group group;
    final boolean background;

    ChildTask(
            Group group,
            @Nullable String name,
            Coroutine<? extends T> body,
            boolean background,
            @Nullable ContextFrame context) {
        super(name, body, group.owner().scheduling, group.scope(), context);
        this.group = group;
        this.background = background;
    }

    Strand<?> owner() {
        return group.owner();
    }

    boolean isOf(Group other) {
        return group == other;
    }

    @Override
    void ended(Outcome<T> outcome) {
        group.childEnded(this, outcome);
    }
}
