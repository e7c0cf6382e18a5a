package dev.rapier.async;

import java.util.List;

/** What stands in a {@link TaskTree}: a task, or a scope on the way to one. */
public sealed interface TreeEntry permits TaskEntry, ScopeEntry {
    /** The tasks and scopes inside, oldest first. */
    List<TreeEntry> inside();

    /** How many more tasks and scopes are right inside, beyond the limits of the snapshot. */
    long hidden();
}
