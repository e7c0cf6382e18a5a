package dev.rapier.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The tasks of a process, or those below one task, as they were at about one time. {@code toString} draws it:
 *
 * <pre>
 * main, waiting for a gather of 2 tasks, 1.2 s
 * └── a timeout of 2 s, 0.8 s left
 *     └── a gather
 *         ├── task-2, waiting for sleep of 5 s, 1.2 s, 0.8 s left
 *         └── task-3, running, 1.2 s, 0.8 s left
 * </pre>
 *
 * @param roots the tasks that are inside no other, oldest first
 * @param hidden how many more of these there are, beyond the limits of the snapshot
 * @param circles the names of tasks that wait for each other in a circle, through tasks, locks and groups, each circle from one of
 *     them to itself: {@code a -> b -> a}. Unless a deadline or a cancel breaks it, they wait for ever
 */
public record TaskTree(List<TaskEntry> roots, long hidden, List<String> circles) {
    /** Keeps copies of the lists. */
    public TaskTree {
        roots = List.copyOf(roots);
        circles = List.copyOf(circles);
    }

    /** All tasks of the tree, parents before their children. */
    public List<TaskEntry> tasks() {
        List<TaskEntry> tasks = new ArrayList<>();
        Deque<TreeEntry> open = new ArrayDeque<>();
        pushAll(open, roots);
        while (!open.isEmpty()) {
            TreeEntry entry = open.pop();
            if (entry instanceof TaskEntry task) {
                tasks.add(task);
            }
            pushAll(open, entry.inside());
        }
        return Collections.unmodifiableList(tasks);
    }

    private static void pushAll(Deque<TreeEntry> open, List<? extends TreeEntry> entries) {
        entries.reversed().forEach(open::push);
    }

    /** How many tasks of the tree are in each state; those beyond the limits of the snapshot are not counted. */
    public Map<TaskState, Long> counts() {
        Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
        for (TaskState state : TaskState.values()) {
            counts.put(state, 0L);
        }
        tasks().forEach(task -> counts.merge(task.state(), 1L, Long::sum));
        return Collections.unmodifiableMap(counts);
    }

    /**
     * The tree as JSON: {@code {"roots": [...], "hidden": 0, "circles": []}}, the entries with the names of the records' components. Times are
     * in seconds; what is empty is left out.
     */
    public String toJson() {
        return TreeJson.of(this);
    }

    /**
     * The tasks as a table for people, one on a line: number, name, state, what it waits for, who awaits it, age; file and
     * line that it is at, if the stacks are there, and those that made it, in debug mode.
     */
    public String toTable() {
        return TreeTable.of(this);
    }

    /** The tree drawn for people. Leaves that are alike are drawn as one. */
    @Override
    public String toString() {
        return TreeText.of(this);
    }
}
