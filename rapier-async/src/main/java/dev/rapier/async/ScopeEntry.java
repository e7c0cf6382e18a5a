package dev.rapier.async;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A scope of a task, in a {@link TaskTree}: a group, a timeout, a shield.
 *
 * @param what what it is, in words: {@code a timeout of 2 s}
 * @param remaining the time to its own deadline
 * @param cancelReason why it is cancelled, if it is
 * @param madeAt file and line that made it, in debug mode
 * @param inside the tasks and scopes inside, oldest first
 * @param hidden how many more are right inside, beyond the limits of the snapshot
 */
public record ScopeEntry(
        String what,
        Optional<Duration> remaining,
        Optional<String> cancelReason,
        Optional<String> madeAt,
        List<TreeEntry> inside,
        long hidden)
        implements TreeEntry {
    /** Keeps a copy of the list. */
    public ScopeEntry {
        inside = List.copyOf(inside);
    }
}
