package dev.rapier.web.binding;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Durations as pydantic reads them: {@code P1DT2H}, {@code 1 day, 01:00:00}, {@code 3d 04:05}, {@code 25:00}, each with a sign. */
final class DurationText {
    private static final long MAX_DAYS = 999_999_999L;
    private static final long MAX_VALUE = 0xFFFF_FFFFL;
    private static final long MAX_HOURS = 2_400_000_000L;
    private static final long DAY = 86_400;

    /** The longest text of minutes, seconds and fraction that is looked at: {@code 00:00.000000} without the hour. */
    private static final int MAX_CLOCK = 12;

    private DurationText() {}

    static Duration parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean negative = bytes.length > 0 && bytes[0] == '-';
        int from = negative || (bytes.length > 0 && bytes[0] == '+') ? 1 : 0;
        byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
        if (rest.length == 0) {
            throw tooShort();
        }
        Duration duration;
        if (rest[0] == 'P') {
            duration = IsoDurationText.parse(rest);
        } else if (hasDay(rest) || rest.length < 5) {
            duration = daysAndTime(rest);
        } else {
            duration = hoursAndMinutes(rest, 0);
        }
        return bounded(negative ? duration.negated() : duration);
    }

    /** Seconds as a number. */
    static Duration ofSeconds(Number number) {
        double seconds = number.doubleValue();
        if (Double.isNaN(seconds)) {
            throw new TemporalFault("NaN values not permitted");
        }
        if (Math.abs(seconds) >= (MAX_DAYS + 1) * DAY) {
            throw tooManyDays();
        }
        if (number instanceof Long whole) {
            return Duration.ofSeconds(whole);
        }
        double floor = Math.floor(seconds);
        return bounded(Duration.ofSeconds((long) floor, Math.round((seconds - floor) * 1e6) * 1000));
    }

    private static Duration bounded(Duration duration) {
        if (duration.abs().toDays() > MAX_DAYS) {
            throw tooManyDays();
        }
        return duration;
    }

    private static boolean hasDay(byte[] text) {
        for (byte c : text) {
            if (c == 'd' || c == 'D') {
                return true;
            }
        }
        return false;
    }

    /** {@code 3d}, {@code 3 days, 04:05:06}. */
    private static Duration daysAndTime(byte[] text) {
        int at = 0;
        long days = 0;
        for (; Digits.isDigit(text, at); at++) {
            days = checked(days * 10 + text[at] - '0');
        }
        if (at == 0) {
            throw new TemporalFault("invalid digit in duration");
        }
        at = afterDayWord(text, at);
        if (at < text.length && text[at] == ',') {
            at++;
        }
        if (at < text.length && text[at] == ' ') {
            at++;
        }
        Duration result = Duration.ofDays(days);
        if (at == text.length) {
            return result;
        }
        Duration time = hoursAndMinutes(text, at);
        if (time.toDays() > 0) {
            throw tooManyHours();
        }
        return result.plus(time);
    }

    /** A blank or none, then d, day, days or the same in capitals. */
    private static int afterDayWord(byte[] text, int from) {
        int at = from < text.length && text[from] == ' ' ? from + 1 : from;
        if (at == text.length || (text[at] | 0x20) != 'd') {
            throw invalidDays();
        }
        at++;
        for (String word : new String[] {"ays", "ay", "AYS", "AY"}) {
            if (startsWith(text, at, word)) {
                return at + word.length();
            }
        }
        if (at < text.length && (text[at] | 0x20) == 'a') {
            throw invalidDays();
        }
        return at;
    }

    private static boolean startsWith(byte[] text, int at, String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        return at + bytes.length <= text.length && Arrays.equals(text, at, at + bytes.length, bytes, 0, bytes.length);
    }

    /** {@code 25:00[:01[.5]]}: any number of hours, then a clock. */
    private static Duration hoursAndMinutes(byte[] text, int from) {
        if (text.length - from < 5) {
            throw tooShort();
        }
        int colon = from;
        while (colon < text.length && text[colon] != ':') {
            colon++;
        }
        if (colon == text.length) {
            throw new TemporalFault("invalid character in hour");
        }
        if (colon - from > 10) {
            throw tooManyHours();
        }
        long hours = 0;
        for (int at = from; at < colon; at++) {
            if (!Digits.isDigit(text, at)) {
                throw new TemporalFault("invalid character in hour");
            }
            hours = hours * 10 + text[at] - '0';
        }
        if (hours > MAX_HOURS) {
            throw tooManyHours();
        }
        return Duration.ofHours(hours).plusNanos(minutes(text, colon + 1));
    }

    private static long minutes(byte[] text, int from) {
        int length = Math.min(text.length - from, MAX_CLOCK);
        byte[] clock = new byte[3 + length];
        clock[0] = '0';
        clock[1] = '0';
        clock[2] = ':';
        System.arraycopy(text, from, clock, 3, length);
        TimeText.Clock time = TimeText.clock(clock, 0);
        if (time.end() < clock.length) {
            throw Digits.extraCharacters();
        }
        return time.time().toNanoOfDay();
    }

    static long checked(long value) {
        if (value > MAX_VALUE) {
            throw new TemporalFault("a numeric value in the duration is too large");
        }
        return value;
    }

    static TemporalFault tooShort() {
        return new TemporalFault("input is too short");
    }

    private static TemporalFault invalidDays() {
        return new TemporalFault("\"day\" identifier in duration not correctly formatted");
    }

    private static TemporalFault tooManyHours() {
        return new TemporalFault("durations may not exceed 999,999,999 hours");
    }

    private static TemporalFault tooManyDays() {
        return new TemporalFault("durations may not exceed 999,999,999 days");
    }
}
