package dev.rapier.async;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A task as it was when the snapshot was made, in a {@link TaskTree}.
 *
 * @param number counts the tasks of the process, from 1
 * @param name a name for people, {@code task-} and the number where it was given none
 * @param state what it was doing
 * @param waitingFor what it waited for in a call of Rapier, in words
 * @param awaitedBy the names of the tasks that waited for its end
 * @param age the time since it was made
 * @param remaining the time to the nearest deadline that can cancel it
 * @param cancelReason why it is cancelled, if it is
 * @param madeAt file and line that made it, in debug mode
 * @param stack where its thread was, innermost call first; empty unless asked for
 * @param inside the tasks and scopes inside, oldest first
 * @param hidden how many more are right inside, beyond the limits of the snapshot
 */
public record TaskEntry(
        long number,
        String name,
        TaskState state,
        Optional<String> waitingFor,
        List<String> awaitedBy,
        Duration age,
        Optional<Duration> remaining,
        Optional<String> cancelReason,
        Optional<String> madeAt,
        List<StackTraceElement> stack,
        List<TreeEntry> inside,
        long hidden)
        implements TreeEntry {
    /** Keeps copies of the lists. */
    public TaskEntry {
        awaitedBy = List.copyOf(awaitedBy);
        stack = List.copyOf(stack);
        inside = List.copyOf(inside);
    }
}
