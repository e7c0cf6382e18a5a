package dev.rapier.async;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Draws a {@link TaskTree}. */
final class TreeText {
    /** So many leaves alike in a row are drawn as one. */
    private static final int FOLDED = 3;

    private final StringBuilder out = new StringBuilder();

    private TreeText() {}

    static String of(TaskTree tree) {
        var text = new TreeText();
        text.entries(tree.roots(), tree.hidden(), "", "");
        if (text.out.isEmpty()) {
            return "no tasks";
        }
        text.out.append(circles(tree));
        return text.out.substring(1);
    }

    /** A line for each circle, each after a line break. */
    static String circles(TaskTree tree) {
        var lines = new StringBuilder();
        for (String circle : tree.circles()) {
            lines.append("\ntasks wait for each other in a circle: ").append(circle);
        }
        return lines.toString();
    }

    /**
     * The list, each entry on lines of its own that begin with a line break.
     *
     * @param around the name of the task that they are in, empty for roots
     */
    private void entries(List<? extends TreeEntry> entries, long hidden, String indent, String around) {
        boolean atTop = around.isEmpty();
        for (int i = 0; i < entries.size(); ) {
            int alike = alike(entries, i);
            boolean last = i + alike == entries.size() && hidden == 0;
            String branch = atTop ? "" : last ? "└── " : "├── ";
            String below = atTop ? "" : last ? "    " : "│   ";
            out.append('\n').append(indent).append(branch);
            TreeEntry entry = entries.get(i);
            String inside = around;
            switch (entry) {
                case TaskEntry task -> {
                    task(task, alike, entries.get(i + alike - 1), indent + below, around);
                    inside = task.name();
                }
                case ScopeEntry scope -> scope(scope);
            }
            entries(entry.inside(), entry.hidden(), indent + below, inside);
            i += alike;
        }
        if (hidden > 0) {
            out.append('\n').append(indent).append(atTop ? "" : "└── ").append(more(hidden));
        }
    }

    static String more(long hidden) {
        return String.format(Locale.ROOT, "... and %,d more", hidden);
    }

    private static int alike(List<? extends TreeEntry> entries, int from) {
        int to = from + 1;
        if (entries.get(from) instanceof TaskEntry first && isLeaf(first)) {
            while (to < entries.size() && entries.get(to) instanceof TaskEntry other && areAlike(first, other)) {
                to++;
            }
        }
        return to - from < FOLDED ? 1 : to - from;
    }

    private static boolean isLeaf(TaskEntry task) {
        return task.inside().isEmpty() && task.hidden() == 0;
    }

    private static boolean areAlike(TaskEntry a, TaskEntry b) {
        return isLeaf(b)
                && a.state() == b.state()
                && a.waitingFor().equals(b.waitingFor())
                && a.awaitedBy().equals(b.awaitedBy())
                && a.cancelReason().equals(b.cancelReason())
                && a.madeAt().equals(b.madeAt())
                && a.stack().equals(b.stack())
                && (hasOwnName(a) ? a.name().equals(b.name()) : !hasOwnName(b));
    }

    private static boolean hasOwnName(TaskEntry task) {
        return !task.name().equals("task-" + task.number());
    }

    private void task(TaskEntry task, int alike, TreeEntry lastAlike, String indent, String around) {
        out.append(task.name());
        if (alike > 1 && lastAlike instanceof TaskEntry last) {
            out.append(hasOwnName(task) ? "" : " to " + last.name())
                    .append(" (")
                    .append(alike)
                    .append(" alike)");
        } else if (hasOwnName(task)) {
            out.append(" #").append(task.number());
        }
        out.append(", ").append(task.state().toString().toLowerCase(Locale.ROOT));
        task.waitingFor().ifPresent(what -> out.append(" for ").append(what));
        out.append(", ").append(seconds(task.age()));
        task.remaining()
                .ifPresent(left -> out.append(", ").append(seconds(left)).append(" left"));
        if (!task.awaitedBy().isEmpty() && !task.awaitedBy().equals(List.of(around))) {
            out.append(", awaited by ").append(String.join(", ", task.awaitedBy()));
        }
        task.cancelReason().ifPresent(why -> out.append(", cancelled: ").append(why));
        task.madeAt().ifPresent(site -> out.append(", made at ").append(site));
        stack(task, indent);
    }

    private void stack(TaskEntry task, String indent) {
        String bar = isLeaf(task) ? "    " : "│   ";
        for (StackTraceElement frame : task.stack()) {
            if (!isMachinery(frame.getClassName())) {
                out.append('\n').append(indent).append(bar).append("at ").append(frame);
            }
        }
    }

    /** Frames that are below and above every task and tell nothing. */
    static boolean isMachinery(String className) {
        return className.startsWith("java.lang.VirtualThread")
                || className.startsWith("java.lang.ScopedValue")
                || className.startsWith("jdk.internal.")
                || className.startsWith("java.lang.System$")
                || className.equals("java.lang.Thread")
                || className.equals("java.util.concurrent.locks.LockSupport")
                || className.equals(Coroutine.class.getName())
                || className.equals(NamedCoroutine.class.getName())
                || className.equals(Carriers.class.getName())
                || className.equals(Parking.class.getName())
                || className.equals(Strand.class.getName());
    }

    private void scope(ScopeEntry scope) {
        out.append(scope.what());
        scope.remaining()
                .ifPresent(left -> out.append(", ").append(seconds(left)).append(" left"));
        scope.cancelReason().ifPresent(why -> out.append(", cancelled: ").append(why));
        scope.madeAt().ifPresent(site -> out.append(", made at ").append(site));
    }

    static String seconds(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis < 100_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : Objects.toString(time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                        .substring(2)
                        .toLowerCase(Locale.ROOT);
    }
}
