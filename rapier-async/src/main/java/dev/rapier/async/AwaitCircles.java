package dev.rapier.async;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds tasks that wait for each other in a circle, which would wait for ever (rule R16). */
final class AwaitCircles {
    /** No honest chain is that long; one that is may be a circle that its own tasks are about to break. */
    private static final int LONGEST = 100_000;

    private AwaitCircles() {}

    /**
     * Refuses that {@code me} waits for the end of {@code target} where that one waits for {@code me}, through others or because
     * {@code me} was started inside it: a task can't end before the children of its groups.
     *
     * @throws IllegalStateException naming every task of the circle
     */
    static void refuse(Strand<?> me, Strand<?> target) {
        Strand<?> last = closing(me, target, true);
        // looked for twice: tasks run on meanwhile, and what is no circle is not there again
        if (last != null && last == closing(me, target, true)) {
            throw new IllegalStateException(message(me, target, last));
        }
    }

    /**
     * Refuses that {@code me} waits for a lock whose owner waits for {@code me}: for a lock of its, for its end, or for the end of
     * a group that it is in.
     *
     * @throws IllegalStateException naming every task of the circle
     */
    static void refuse(Strand<?> me, AsyncLock lock) {
        Strand<?> owner = lock.ownerTask();
        Strand<?> last = closing(me, owner, false);
        if (owner != null && last != null && owner == lock.ownerTask() && last == closing(me, owner, false)) {
            throw new IllegalStateException("waiting for " + lock + ": " + message(me, owner, last));
        }
    }

    /**
     * Refuses that {@code me} cancels a task and waits for its end where that can't come before its own. Other circles are looked for
     * after the cancel, which breaks most.
     *
     * @throws IllegalStateException naming both
     */
    static void refuseToEnd(Strand<?> me, Strand<?> target) {
        if (target == me || isInside(target, me)) {
            throw new IllegalStateException(message(me, target, target));
        }
    }

    /**
     * Who closes a circle that begins with {@code me} waiting for the first: {@code me} again, or one that {@code me} is inside of.
     *
     * @param end whether {@code me} waits for the end of the first, rather than for a lock that it has and may give back before
     */
    private static @Nullable Strand<?> closing(Strand<?> me, @Nullable Strand<?> first, boolean end) {
        boolean waitsForEnd = end;
        Strand<?> s = first;
        for (int steps = 0; s != null && steps < LONGEST; steps++) {
            Object what = s.waitsFor();
            if (s == me || (waitsForEnd ? isInside(s, me) : what instanceof Group group && isInside(group, me))) {
                return s;
            }
            waitsForEnd = what instanceof Strand<?>;
            s = awaited(s);
        }
        return null;
    }

    /** The task that a task waits for, unless a cancel is about to end that wait. */
    private static @Nullable Strand<?> awaited(Strand<?> strand) {
        return switch (strand.waitsFor()) {
            case Strand<?> task when !task.isDone() && strand.effective() == null -> task;
            case AsyncLock lock -> lock.ownerTask();
            case null, default -> null;
        };
    }

    /** Whether a task is an ancestor that can't end before its descendant does. */
    private static boolean isInside(Strand<?> ancestor, Strand<?> descendant) {
        Strand<?> s = descendant;
        while (s instanceof ChildTask<?> child && !child.background) {
            s = child.owner();
            if (s == ancestor) {
                return true;
            }
        }
        return false;
    }

    /** Whether a group can't end before a task does, which may be deep inside it. */
    private static boolean isInside(Group group, Strand<?> descendant) {
        Strand<?> s = descendant;
        while (s instanceof ChildTask<?> child && !child.background) {
            if (child.isOf(group)) {
                return true;
            }
            s = child.owner();
        }
        return false;
    }

    private static String message(Strand<?> me, Strand<?> target, Strand<?> last) {
        if (target == me) {
            return "task " + me.name() + " waits for itself" + madeAt(me);
        }
        List<String> way = new ArrayList<>();
        way.add(named(me));
        for (Strand<?> s = target; s != null && s != last; s = awaited(s)) {
            way.add(named(s));
        }
        if (last != me) {
            way.add(named(last) + " (which can't end before " + me.name() + ", started inside it)");
        } else {
            way.add(me.name());
        }
        return "tasks wait for each other in a circle: " + String.join(" -> ", way);
    }

    /** The name, in debug mode with the place that made the task. */
    private static String named(Strand<?> task) {
        return task.name() + madeAt(task);
    }

    private static String madeAt(Strand<?> task) {
        return task.madeAtInBrackets();
    }
}
