package dev.rapier.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.CancelScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the tasks of a random program take and give back. Virtual time runs one of them at a time, so that plain fields do. What is
 * wrong is kept until the end: thrown into a task it might be lost among what the program throws on purpose.
 */
final class Ledger {
    private final List<String> trace = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> inside = new HashMap<>();
    private final Set<Integer> sent = new HashSet<>();
    private final Set<Integer> received = new HashSet<>();
    private int values;

    void note(String step) {
        trace.add(step);
    }

    /** All steps of all tasks in the order in which they came. */
    String trace() {
        return String.join(" ", trace);
    }

    void expect(boolean right, String what) {
        if (!right) {
            wrong.add(what + ", after " + trace.size() + " steps");
        }
    }

    /** Someone is in a place now. */
    void enter(String place, int most) {
        int count = inside.merge(place, 1, Integer::sum);
        expect(count <= most, count + " are in " + place);
    }

    void leave(String place) {
        inside.merge(place, -1, Integer::sum);
    }

    int newValue() {
        return values++;
    }

    /** A send returned, and so its value was taken over (rule R4). */
    void sent(int value) {
        sent.add(value);
    }

    void received(int value) {
        expect(received.add(value), "value " + value + " was received twice");
    }

    /** Where nothing is cancelled no interrupt may be left (rule R18). */
    void expectNoInterrupt(String where) {
        expect(
                CancelScope.current().isCancelled() || !Thread.currentThread().isInterrupted(),
                "an interrupt was left " + where);
    }

    /** When all tasks have ended. */
    void check() {
        assertThat(wrong).as("what was wrong on the way").isEmpty();
        assertThat(inside.values()).as("who is still where: %s", inside).allMatch(count -> count == 0);
        assertThat(received)
                .as("each value was received once, or was left in the channel")
                .isEqualTo(sent);
    }
}
