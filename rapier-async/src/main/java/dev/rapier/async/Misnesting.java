package dev.rapier.async;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scopes that end in another order than they should (rule R17). A group of the block form is ended with the scope around it; all others
 * end with their lambda, so that nothing but a refusal is left. In both cases the task has the right scope afterwards.
 */
final class Misnesting {
    private Misnesting() {}

    /**
     * Ends the groups that were opened inside a scope and not closed, which is an error. Called by the task, where the scope ends.
     *
     * @param failure what the scope ends with anyway; it then bears the error as suppressed
     * @throws IllegalStateException naming both, where there is no other failure
     */
    static void endForgotten(Strand<?> task, CancelScope ending, @Nullable Throwable failure) {
        CancelScope innermost = task.scope();
        if (!innermost.isWithin(ending)) {
            return;
        }
        List<Throwable> failures = endInside(task, ending);
        if (failure instanceof VirtualMachineError) {
            return; // no stack or memory was left to end them: nobody's mistake, and none is left for words
        }
        var error = new IllegalStateException(ending + " ended while " + innermost
                + " inside it was open; close that first, best by try-with-resources");
        failures.forEach(inner -> Failures.suppress(error, inner));
        if (failure == null) {
            throw error;
        }
        Failures.suppress(failure, error);
    }

    /**
     * Looks whether a group of the block form may be closed here, by its task.
     *
     * @return what is to be thrown when it has been closed, because groups inside it were open, which are closed now
     * @throws IllegalStateException if it can't be closed here
     */
    static @Nullable IllegalStateException beforeClose(Strand<?> task, CancelScope closing) {
        CancelScope innermost = task.scope();
        if (innermost == closing && !closing.hasInnerOf(task)) {
            return null;
        }
        if (!innermost.isWithin(closing)) {
            throw new IllegalStateException(closing + " can't be closed within " + innermost
                    + ": it is not around it; a generator closes its own groups, and its consumer its own");
        }
        for (CancelScope s = innermost; s != null; s = s == closing ? null : s.outer) {
            if (s.hasInnerOf(task) && s == innermost) {
                throw new IllegalStateException(
                        closing + " can't be closed by the consumer of a generator that has a scope inside it open");
            }
            if (s.group == null || !s.group.isBlock()) {
                throw new IllegalStateException(closing + " can't be closed while " + s + " inside it is open");
            }
        }
        List<Throwable> failures = endInside(task, closing);
        var error = new IllegalStateException(closing + " was closed while " + innermost + " inside it was open");
        failures.forEach(inner -> Failures.suppress(error, inner));
        return error;
    }

    /** Before anything is said of it: the task must have the right scope whatever happens. Returns what the groups failed with. */
    private static List<Throwable> endInside(Strand<?> task, CancelScope around) {
        List<Throwable> failures = new ArrayList<>();
        for (CancelScope s = task.scope(); s != around; s = task.scope()) {
            Group group = s.group;
            if (group == null || !group.isBlock()) {
                // should have ended with its lambda: the stack or the memory was full just then
                s.cancel(new CancelReason("it was left open"));
                task.exit(s);
                continue;
            }
            Throwable failure = group.endForgotten();
            if (failure != null) {
                failures.add(failure);
            }
        }
        return failures;
    }
}
