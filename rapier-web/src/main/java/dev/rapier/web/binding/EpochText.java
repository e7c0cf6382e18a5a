package dev.rapier.web.binding;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Numbers as moments: seconds since 1970, or milliseconds where they are beyond 2e10, between the years 0 and 9999. */
final class EpochText {
    private static final long MILLISECONDS_BEYOND = 20_000_000_000L;
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_9999 = 253_402_300_799L;

    private EpochText() {}

    /** The moment of a number. */
    static DateTimeText of(Number number) {
        if (number instanceof Long whole) {
            return ofLong(whole, 0);
        }
        if (number instanceof BigInteger big) {
            throw big.signum() > 0 ? tooLarge() : tooSmall();
        }
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            throw new TemporalFault("NaN values not permitted");
        }
        double toMicros = Math.abs(value) <= MILLISECONDS_BEYOND ? 1e6 : 1e3;
        double floor = Math.floor(value);
        return ofLong((long) floor, Math.round((value - floor) * toMicros));
    }

    private static DateTimeText ofLong(long number, long extraMicros) {
        boolean millis = number > MILLISECONDS_BEYOND || number < -MILLISECONDS_BEYOND;
        long seconds = millis ? Math.floorDiv(number, 1000L) : number;
        long micros = extraMicros + (millis ? Math.floorMod(number, 1000L) * 1000 : 0);
        seconds += micros / 1_000_000;
        if (seconds < YEAR_0) {
            throw tooSmall();
        }
        if (seconds > YEAR_9999) {
            throw tooLarge();
        }
        int nanos = (int) (micros % 1_000_000) * 1000;
        return new DateTimeText(LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC), ZoneOffset.UTC);
    }

    /** The number that a text is as a whole, {@code [+-]digits[.digits]}; null where it is none. */
    static @Nullable Number number(String text) {
        if (!isPlainNumber(text)) {
            return null;
        }
        if (text.indexOf('.') >= 0) {
            return Double.valueOf(text);
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException tooLong) {
            return null;
        }
    }

    private static boolean isPlainNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = i == 0 && (c == '+' || c == '-');
            if (!sign && c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return FloatText.isDecimal(text);
    }

    private static TemporalFault tooSmall() {
        return new TemporalFault("dates before 0000 are not supported as unix timestamps");
    }

    private static TemporalFault tooLarge() {
        return new TemporalFault("dates after 9999 are not supported as unix timestamps");
    }
}
