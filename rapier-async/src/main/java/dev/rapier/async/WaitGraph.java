package dev.rapier.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom: a task for another one, for the owner of a lock, for all tasks of its group. Whoever is on a circle waits
 * for ever, since all that a task waits for must come; primitives that anybody may set have no edges. Tasks run on while the
 * graph is walked: a circle of waits that never were at one time is possible where they change quickly.
 */
final class WaitGraph {
    private final Function<Group, ? extends Collection<? extends Strand<?>>> childrenOf;

    /** A graph that asks for the children of groups so. */
    WaitGraph(Function<Group, ? extends Collection<? extends Strand<?>>> childrenOf) {
        this.childrenOf = childrenOf;
    }

    /** The circles that are met from these tasks on, each task in one of them at most. */
    List<String> circles(List<? extends Strand<?>> from) {
        Set<Strand<?>> done = Collections.newSetFromMap(new IdentityHashMap<>());
        List<String> circles = new ArrayList<>();
        for (Strand<?> task : from) {
            walk(task, done, circles);
        }
        return circles;
    }

    /** A task on the way, and those that it waits for and that have not been looked at. */
    private record Step(Strand<?> task, Iterator<? extends Strand<?>> rest) {}

    /** Goes down depth first. What is on the way is a circle when it is met again. */
    private void walk(Strand<?> start, Set<Strand<?>> done, List<String> circles) {
        Deque<Step> way = new ArrayDeque<>();
        IdentityHashMap<Strand<?>, Boolean> onWay = new IdentityHashMap<>();
        Strand<?> next = start;
        while (next != null || !way.isEmpty()) {
            if (next != null && done.add(next)) {
                onWay.put(next, true);
                way.push(new Step(next, awaited(next)));
            } else if (next != null && onWay.containsKey(next)) {
                circles.add(names(way, next));
            }
            Step step = way.peek();
            next = step != null && step.rest.hasNext() ? step.rest.next() : null;
            if (step != null && next == null) {
                onWay.remove(way.pop().task);
            }
        }
    }

    private Iterator<? extends Strand<?>> awaited(Strand<?> task) {
        return (switch (task.waitsFor()) {
                    case Strand<?> other when !other.isDone() -> List.of(other);
                    case AsyncLock lock -> ownerOf(lock);
                    case Group group -> foreground(group);
                    case null, default -> List.<Strand<?>>of();
                })
                .iterator();
    }

    private static List<Strand<?>> ownerOf(AsyncLock lock) {
        @Nullable Strand<?> owner = lock.ownerTask();
        return owner == null ? List.of() : List.of(owner);
    }

    private List<? extends Strand<?>> foreground(Group group) {
        return childrenOf.apply(group).stream()
                .filter(child -> !(child instanceof ChildTask<?> task && task.background))
                .toList();
    }

    private static String names(Deque<Step> way, Strand<?> again) {
        List<Strand<?>> circle = new ArrayList<>();
        for (Step step : way) {
            circle.addFirst(step.task);
            if (step.task == again) {
                break;
            }
        }
        Strand<?> oldest = Collections.min(circle, Comparator.comparingLong(Strand::number));
        Collections.rotate(circle, -circle.indexOf(oldest)); // wherever the walk began, it is the same circle
        circle.add(oldest);
        return circle.stream().map(Task::name).collect(Collectors.joining(" -> "));
    }
}
