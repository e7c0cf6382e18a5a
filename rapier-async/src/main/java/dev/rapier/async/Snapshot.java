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
        Inside inside = inside(task.outermostOrNull(), depth);
        return new TaskEntry(
                task.number(),
                task.name(),
                state,
                words(what),
                task.awaitedBy().stream().map(Task::name).toList(),
                Duration.ofNanos(task.age()),
                state == TaskState.DONE ? Optional.empty() : task.innermost().remaining(),
                task.cancelReason(),
                Optional.ofNullable(task.madeAt()).map(Site::toString),
                stacks ? task.stack() : List.of(),
                inside.entries,
                inside.hidden);
    }

    private record Inside(List<TreeEntry> entries, long hidden) {}

    private Inside inside(@Nullable CancelScope scope, int depth) {
        if (scope == null) {
            return new Inside(List.of(), 0);
        }
        int most = depth < DEEPEST ? MOST_INSIDE : 0;
        List<ChildTask<?>> started = new ArrayList<>();
        long all = scope.group == null ? 0 : scope.group.children().newest(most, started);
        List<CancelScope> scopes = new ArrayList<>();
        all += scope.inside(most - started.size(), scopes);
        long hidden = all - started.size() - scopes.size();
        List<TreeEntry> entries = new ArrayList<>(started.size() + scopes.size());
        for (ChildTask<?> child : started) {
            hidden += add(child, scope, depth, entries);
        }
        for (CancelScope inner : scopes) {
            if (inner == inner.strand.outermostOrNull()) {
                hidden += add(inner.strand, scope, depth, entries);
            } else if (tasks >= MOST_TASKS) {
                hidden++;
            } else if (!inner.isClosed()) {
                entries.add(entry(inner, depth + 1));
            }
        }
        return new Inside(entries, hidden);
    }

    /** Adds a task that has not ended; returns how many stay hidden. */
    private int add(Strand<?> task, CancelScope around, int depth, List<TreeEntry> entries) {
        if (tasks >= MOST_TASKS) {
            return 1;
        }
        if (!task.isDone()) {
            children.computeIfAbsent(around, s -> new ArrayList<>()).add(task);
            entries.add(entry(task, depth + 1));
        }
        return 0;
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
