package dev.rapier.async;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Debug mode, by {@code -Drapier.debug=true}: what tasks, scopes and coroutines were made at is noted and shown, threads bear the
 * names of their tasks, and tasks that hold a carrier for too long are reported. Worlds of test kits always note what was made where.
 * Read once: without it the checks fold away.
 */
final class Debug {
    static final boolean ON = Boolean.getBoolean("rapier.debug");

    /** For messages that would be better with it. */
    static final String HINT = "-Drapier.debug=true says where it was made";

    private static final Duration SLOW = Duration.ofMillis(100);

    private Debug() {}

    /** Whether it is to be noted in this world where things are made. */
    static boolean notesSites(@Nullable Scheduling scheduling) {
        return ON || scheduling != null;
    }

    /**
     * How long a task may hold a carrier before that is worth a word: {@code rapier.debug.slow}, in milliseconds ({@code 250}) or as
     * a duration of ISO 8601 ({@code PT0.25S}); 100 ms by default, 0 never.
     */
    static Duration slow() {
        String given = System.getProperty("rapier.debug.slow", "").strip();
        if (given.isEmpty()) {
            return SLOW;
        }
        try {
            Duration slow = given.matches("\\d+") ? Duration.ofMillis(Long.parseLong(given)) : Duration.parse(given);
            if (!slow.isNegative()) {
                return slow;
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            // said below, as for a negative one
        }
        Warnings.report(
                null,
                "-Drapier.debug.slow=" + given + " is no number of milliseconds; " + SLOW.toMillis() + " is taken");
        return SLOW;
    }
}
