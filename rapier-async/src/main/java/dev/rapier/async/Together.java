package dev.rapier.async;

import java.util.ArrayList;
import java.util.List;

/**
 * Coroutines that are started at once, in a group that has no others: they enter it in one step and leave it by counting themselves
 * off. The last one runs on the owner's own thread, to its end, since the owner would only wait; in debug mode, and below many
 * that run so already, on one of its own.
 */
final class Together {
    /** How many tasks run on one thread at most, one inside the other: its stack must not grow with every task that starts another. */
    private static final int DEEPEST = 16;

    private Together() {}

    /** Starts all. Called by the owner. */
    static List<Task<?>> start(Group group, List<? extends Coroutine<?>> bodies) {
        List<Task<?>> children;
        try {
            group.throwIfCancelled();
            children = children(group, bodies);
        } catch (Throwable refused) { // then none of them will run
            bodies.forEach(WatchedCoroutine::forget);
            throw refused;
        }
        group.children().enterTogether(children);
        for (Task<?> task : children) {
            ChildTask<?> child = (ChildTask<?>) task;
            if (child.isDone()) {
                continue; // cancelled before it began, by a failure of one of the first
            }
            if (child.isInline()) {
                runHere(group, child);
            } else {
                group.begin(child);
            }
        }
        return children;
    }

    private static List<Task<?>> children(Group group, List<? extends Coroutine<?>> bodies) {
        Strand<?> owner = group.owner();
        int last = Debug.ON || isDeep(owner) ? bodies.size() : bodies.size() - 1;
        var birth = new Appearance.Birth(owner.scheduling, bodies.size());
        var children = new ArrayList<Task<?>>(bodies.size());
        for (Coroutine<?> body : bodies) {
            boolean here = children.size() == last;
            children.add(new ChildTask<>(group, body, false, here, owner.context, birth));
        }
        return children;
    }

    private static boolean isDeep(Strand<?> owner) {
        int depth = 0;
        for (Strand<?> lender = owner.lender(); lender != null; lender = lender.lender()) {
            depth++;
        }
        return depth >= DEEPEST;
    }

    private static void runHere(Group group, ChildTask<?> child) {
        Strand<?> owner = group.owner();
        if (owner.scheduling != null) {
            owner.scheduling.yield(); // who of the children begins is drawn, as if it had a thread of its own
        }
        owner.runOnOwnThread(child, group);
    }
}
