package dev.rapier.async;

import java.time.Duration;
import java.util.Objects;

/** Checks and prints lengths of time. */
final class Durations {
    /** About 146 years: sums of two still fit a long. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private Durations() {}

    /**
     * The length in nanoseconds.
     *
     * @param name the name of the parameter, for the message
     * @throws IllegalArgumentException if it is negative or longer than 146 years
     */
    static long nanos(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is too long: " + duration + " (at most 146 years)");
        }
        return duration.toNanos();
    }

    static String text(Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            return duration.toString(); // where an exception says what it could not do
        }
        long millis = duration.toMillis();
        return millis % 1000 == 0 && millis != 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
