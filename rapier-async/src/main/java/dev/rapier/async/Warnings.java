package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/** Where it is said that a program did what it should not do. */
final class Warnings {
    private static final System.Logger LOG = System.getLogger("rapier.async");

    private Warnings() {}

    /** Says it to the log or, in a test kit's world, to the test. */
    static void report(@Nullable Strand<?> strand, String message) {
        Scheduling scheduling = strand == null ? null : strand.scheduling;
        if (scheduling == null) {
            LOG.log(System.Logger.Level.WARNING, message);
        } else {
            scheduling.warn(message);
        }
    }

    /** Says it with the failure that came of it. */
    static void report(@Nullable Strand<?> strand, String message, Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, message, failure);
        if (strand != null && strand.scheduling != null) {
            strand.scheduling.warn(message + ": " + failure);
        }
    }
}
