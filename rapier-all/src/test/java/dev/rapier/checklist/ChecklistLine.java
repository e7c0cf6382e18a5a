package dev.rapier.checklist;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A line of a checklist: what holds, and how Rapier differs on purpose.
 *
 * @param behaviour a sentence
 * @param differs without a full stop; empty where nothing differs
 */
record ChecklistLine(String behaviour, String differs) {
    /** Lines of the form {@code D1 | behaviour | how Rapier differs}, by their names, in the order of their numbers. */
    static Map<String, ChecklistLine> parse(String text) {
        return text.lines()
                .map(line -> line.split(" *\\| ?", 3))
                .collect(Collectors.toMap(
                        part -> part[0],
                        part -> new ChecklistLine(part[1], part[2]),
                        (first, _) -> {
                            throw new IllegalArgumentException("twice: " + first);
                        },
                        () -> new TreeMap<>(Comparator.comparingInt(ChecklistLine::number))));
    }

    /** 7 of D7. */
    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }

    @Override
    public String toString() {
        return behaviour + (differs.isEmpty() ? "" : " **Differs:** " + differs + ".");
    }
}
