package dev.rapier.async;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the tasks of a {@link TaskTree} as a table. */
final class TreeTable {
    private static final int WIDEST = 60;

    private TreeTable() {}

    static String of(TaskTree tree) {
        List<TaskEntry> tasks = tree.tasks();
        boolean stacks = tasks.stream().anyMatch(task -> !task.stack().isEmpty());
        boolean sites = tasks.stream().anyMatch(task -> task.madeAt().isPresent());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(
                List.of("ID", "NAME", "STATE", "WAITS FOR", "AWAITED BY", "AGE"), stacks, "IS AT", sites, "MADE AT"));
        for (TaskEntry task : tasks) {
            List<String> always = List.of(
                    Long.toString(task.number()),
                    cell(task.name()),
                    task.state().toString().toLowerCase(Locale.ROOT),
                    cell(task.waitingFor().orElse("")),
                    cell(String.join(", ", task.awaitedBy())),
                    TreeText.seconds(task.age()));
            rows.add(row(always, stacks, top(task), sites, task.madeAt().orElse("")));
        }
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(line(row, widths)).append('\n');
        }
        long hidden = hidden(tree);
        text.append(hidden > 0 ? TreeText.more(hidden) + "\n" : "");
        return text.substring(0, text.length() - 1) + TreeText.circles(tree);
    }

    private static List<String> row(List<String> always, boolean stacks, String isAt, boolean sites, String madeAt) {
        List<String> row = new ArrayList<>(always);
        if (stacks) {
            row.add(isAt);
        }
        if (sites) {
            row.add(madeAt);
        }
        return row;
    }

    /** Where the task is in code that is not Rapier's own, nor the JDK's; anywhere else if it is in none. */
    private static String top(TaskEntry task) {
        List<StackTraceElement> frames = task.stack().stream()
                .filter(frame -> !TreeText.isMachinery(frame.getClassName()))
                .toList();
        return frames.stream()
                .filter(frame -> Site.isUsers(frame.getClassName()))
                .findFirst()
                .or(() -> frames.stream().findFirst())
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }

    private static String cell(String text) {
        String oneLine = text.replaceAll("\\s+", " ");
        return oneLine.length() <= WIDEST ? oneLine : oneLine.substring(0, WIDEST - 3) + "...";
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private static long hidden(TaskTree tree) {
        long hidden = tree.hidden();
        List<TreeEntry> open = new ArrayList<>(tree.roots());
        while (!open.isEmpty()) {
            TreeEntry entry = open.removeLast();
            hidden += entry.hidden();
            open.addAll(entry.inside());
        }
        return hidden;
    }
}
