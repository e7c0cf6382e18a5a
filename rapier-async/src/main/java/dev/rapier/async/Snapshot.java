package dev.rapier.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the tree of scopes. It holds one monitor at a time and for no more than {@link #MOST_INSIDE} steps; what it
 * meets may have ended meanwhile.
 */
final class Snapshot {
    private static final int MOST_TASKS = 10_000;
    private static final int MOST_INSIDE = 1_000;
    private static final int DEEPEST = 100;

    private final boolean stacks;
    private int tasks;

    /** The tasks that wait, and those of each scope; for circles. */
    private final List<Strand<?>> waiting = new ArrayList<>();

    private final IdentityHashMap<CancelScope, List<Strand<?>>> children = new IdentityHashMap<>();

    Snapshot(boolean stacks) {
        this.stacks = stacks;
    }

    TaskTree ofAll() {
        long all = Roots.count();
        List<TaskEntry> entries = new ArrayList<>();
        for (RootTask<?> root : Roots.newest(MOST_TASKS)) {
            if (tasks < MOST_TASKS && !root.isDone()) {
                entries.add(entry(root, 0));
            }
        }
        return tree(entries, tasks < MOST_TASKS ? 0 : Math.max(0, all - entries.size()));
    }

    TaskTree of(Strand<?> root) {
        return tree(List.of(entry(root, 0)), 0);
    }

    private TaskTree tree(List<TaskEntry> roots, long hidden) {
        return new TaskTree(
                roots,
                hidden,
                new WaitGraph(group -> children.getOrDefault(group.scope(), List.of())).circles(waiting));
    }

    private TaskEntry entry(Strand<?> task, int depth) {
        tasks++;
        if (task.waitsFor() != null) {
            waiting.add(task);
        }
        TaskState state = task.state();
        Object what = state == TaskState.DONE ? null : task.waitsFor();
        if (what != null) {
            state = TaskState.WAITING; // the two were read one after the other
        } else if (state == TaskState.WAITING) {
            state = TaskState.RUNNING;
        }
        Inside inside = inside(task.root, depth);
        return new TaskEntry(
                task.number(),
                task.name(),
                state,
                words(what),
                task.awaitedBy().stream().map(Task::name).toList(),
                Duration.ofNanos(task.age()),
                state == TaskState.DONE ? Optional.empty() : task.innermost().remaining(),
                task.cancelReason(),
                task.root.madeAt(),
                stacks ? task.stack() : List.of(),
                inside.entries,
                inside.hidden);
    }

    private record Inside(List<TreeEntry> entries, long hidden) {}

    private Inside inside(CancelScope scope, int depth) {
        List<CancelScope> scopes = new ArrayList<>();
        long all = scope.inside(depth < DEEPEST ? MOST_INSIDE : 0, scopes);
        long hidden = all - scopes.size();
        List<TreeEntry> entries = new ArrayList<>(scopes.size());
        for (CancelScope inner : scopes) {
            if (tasks >= MOST_TASKS) {
                hidden++;
            } else if (inner != inner.strand.root) {
                entries.add(entry(inner, depth + 1));
            } else if (!inner.strand.isDone()) {
                children.computeIfAbsent(scope, s -> new ArrayList<>()).add(inner.strand);
                entries.add(entry(inner.strand, depth + 1));
            }
        }
        return new Inside(entries, hidden);
    }

    private ScopeEntry entry(CancelScope scope, int depth) {
        Inside inside = inside(scope, depth);
        return new ScopeEntry(
                scope.what(), scope.ownRemaining(), scope.reason(), scope.madeAt(), inside.entries, inside.hidden);
    }

    private static Optional<String> words(@Nullable Object what) {
        return switch (what) {
            case null -> Optional.empty();
            case Strand<?> task -> Optional.of("task " + task.name());
            default -> Optional.of(what.toString());
        };
    }
}
