package dev.rapier.web.binding;

import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * {@code 03:04[:05[.678901]][Z|+01:00|+0100]}; more digits of the fraction than six are cut off, as pydantic does.
 *
 * @param offset null where the text has no zone
 */
record TimeText(LocalTime time, @Nullable ZoneOffset offset) {
    private static final int[] TO_MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    /** A time without zone, and where its text ends. */
    record Clock(LocalTime time, int end) {}

    /** From an index to the end. */
    static TimeText parse(byte[] text, int from) {
        Clock clock = clock(text, from);
        if (clock.end() == text.length) {
            return new TimeText(clock.time(), null);
        }
        return new TimeText(clock.time(), offset(text, clock.end()));
    }

    /** A time of day, at most to the microsecond. */
    static Clock clock(byte[] text, int from) {
        if (text.length - from < 5) {
            throw new TemporalFault("input is too short");
        }
        int hour = Digits.two(text, from, "hour");
        if (text[from + 2] != ':') {
            throw new TemporalFault("invalid time separator, expected `:`");
        }
        int minute = Digits.two(text, from + 3, "minute");
        if (hour > 23) {
            throw new TemporalFault("hour value is outside expected range of 0-23");
        }
        if (minute > 59) {
            throw new TemporalFault("minute value is outside expected range of 0-59");
        }
        int at = from + 5;
        if (at == text.length || text[at] != ':') {
            return new Clock(LocalTime.of(hour, minute), at);
        }
        int second = Digits.two(text, at + 1, "second");
        if (second > 59) {
            throw new TemporalFault("second value is outside expected range of 0-59");
        }
        at += 3;
        int micros = 0;
        if (at < text.length && (text[at] == '.' || text[at] == ',')) {
            int digits = 0;
            at++;
            for (; Digits.isDigit(text, at); at++) {
                if (digits < 6) {
                    micros = micros * 10 + text[at] - '0';
                    digits++;
                }
            }
            if (digits == 0) {
                throw new TemporalFault("second fraction digits missing after `.`");
            }
            micros *= TO_MICROS[digits];
        }
        return new Clock(LocalTime.of(hour, minute, second, micros * 1000), at);
    }

    private static ZoneOffset offset(byte[] text, int from) {
        int at = from + 1;
        if (text[from] == 'Z' || text[from] == 'z') {
            end(text, at);
            return ZoneOffset.UTC;
        }
        int sign = text[from] == '+' ? 1 : -1;
        if (isMinusSign(text, from)) {
            at += 2;
        } else if (text[from] != '+' && text[from] != '-') {
            throw new TemporalFault("invalid timezone sign");
        }
        int hours = zoneDigits(text, at, "hour");
        at += 2;
        if (at < text.length && text[at] == ':') {
            at++;
        }
        int minutes = zoneDigits(text, at, "minute");
        end(text, at + 2);
        return offset(sign, hours, minutes);
    }

    private static int zoneDigits(byte[] text, int at, String field) {
        if (!Digits.isDigit(text, at) || !Digits.isDigit(text, at + 1)) {
            throw new TemporalFault("invalid timezone " + field);
        }
        return Digits.two(text, at, field);
    }

    /** U+2212, which ISO 8601 allows. */
    private static boolean isMinusSign(byte[] text, int at) {
        return at + 2 < text.length
                && text[at] == (byte) 0xE2
                && text[at + 1] == (byte) 0x88
                && text[at + 2] == (byte) 0x92;
    }

    private static void end(byte[] text, int at) {
        if (at < text.length) {
            throw Digits.extraCharacters();
        }
    }

    private static ZoneOffset offset(int sign, int hours, int minutes) {
        if (minutes > 59) {
            throw new TemporalFault("timezone minute value is outside expected range of 0-59");
        }
        int seconds = hours * 3600 + minutes * 60;
        // Python allows up to 24 hours, java.time up to 18; no zone of the world is beyond 14.
        if (seconds > 18 * 3600) {
            throw new TemporalFault("timezone offset must be less than 24 hours");
        }
        return ZoneOffset.ofTotalSeconds(sign * seconds);
    }
}
