package dev.rapier.async;

/** When {@link Async#waitFor} returns. */
public enum When {
    /** As soon as one task has ended. */
    FIRST_COMPLETED,
    /** As soon as one has failed, or all have ended. */
    FIRST_EXCEPTION,
    /** When all have ended. */
    ALL_COMPLETED
}
