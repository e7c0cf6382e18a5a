package dev.rapier.web.binding;

import java.time.LocalDate;
import java.time.YearMonth;

/** {@code 2020-01-02} at the begin of a text. */
final class DateText {
    static final int LENGTH = 10;

    private DateText() {}

    static LocalDate parse(byte[] text) {
        if (text.length < LENGTH) {
            throw new TemporalFault("input is too short");
        }
        int year = Digits.two(text, 0, "year") * 100 + Digits.two(text, 2, "year");
        separator(text[4]);
        int month = Digits.two(text, 5, "month");
        separator(text[7]);
        int day = Digits.two(text, 8, "day");
        if (month < 1 || month > 12) {
            throw new TemporalFault("month value is outside expected range of 1-12");
        }
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            throw new TemporalFault("day value is outside expected range");
        }
        return LocalDate.of(year, month, day);
    }

    /** The date and nothing after it. */
    static LocalDate parseWhole(byte[] text) {
        LocalDate date = parse(text);
        if (text.length > LENGTH) {
            throw Digits.extraCharacters();
        }
        return date;
    }

    private static void separator(byte c) {
        if (c != '-') {
            throw new TemporalFault("invalid date separator, expected `-`");
        }
    }
}
