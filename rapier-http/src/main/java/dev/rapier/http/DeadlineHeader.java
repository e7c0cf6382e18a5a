package dev.rapier.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The header that says how long the caller will wait for the answer: Envoy's {@code x-envoy-expected-rq-timeout-ms}, a whole number of
 * milliseconds from now. A time from now, since the clocks of two machines differ.
 */
public final class DeadlineHeader {
    /** The field's name. */
    public static final String NAME = "x-envoy-expected-rq-timeout-ms";

    private static final int MAX_DIGITS = 10;

    private DeadlineHeader() {}

    /** The value for a time; what is shorter than a millisecond is 1, since 0 means no limit to Envoy. */
    public static String format(Duration left) {
        return Long.toString(Math.max(1, left.toMillis()));
    }

    /** The time that a value says; empty if it is no such number, is 0, or has more than 10 digits. */
    public static Optional<Duration> parse(String value) {
        String digits = value.strip();
        boolean number = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                ? Optional.of(Duration.ofMillis(Long.parseLong(digits))).filter(Duration::isPositive)
                : Optional.empty();
    }
}
