package dev.rapier.web.binding;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A date and a time, with a zone where the text has one.
 *
 * @param offset null where the text has no zone
 */
record DateTimeText(LocalDateTime local, @Nullable ZoneOffset offset) {
    private static final String SEPARATORS = "Tt _";

    /** ISO with T, t, blank or underscore between date and time; or seconds or milliseconds since 1970. */
    static DateTimeText parse(String text) {
        try {
            return parseIso(text.getBytes(StandardCharsets.UTF_8));
        } catch (TemporalFault fault) {
            Number number = EpochText.number(text);
            if (number == null) {
                throw fault;
            }
            return EpochText.of(number);
        }
    }

    private static DateTimeText parseIso(byte[] text) {
        LocalDate date = DateText.parse(text);
        if (text.length == DateText.LENGTH || SEPARATORS.indexOf(text[DateText.LENGTH]) < 0) {
            throw new TemporalFault("invalid datetime separator, expected `T`, `t`, `_` or space");
        }
        TimeText time = TimeText.parse(text, DateText.LENGTH + 1);
        return new DateTimeText(date.atTime(time.time()), time.offset());
    }

    /** As {@link #parse}, or a date alone, which is its midnight without zone. */
    static DateTimeText parseOrDate(String text) {
        try {
            return parse(text);
        } catch (TemporalFault noDateTime) {
            return new DateTimeText(
                    DateText.parseWhole(text.getBytes(StandardCharsets.UTF_8)).atStartOfDay(), null);
        }
    }
}
