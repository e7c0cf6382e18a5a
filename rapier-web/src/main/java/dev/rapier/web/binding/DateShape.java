package dev.rapier.web.binding;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link LocalDate}: ISO, or a moment at exactly midnight. */
enum DateShape implements Shape {
    DATE;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        try {
            return switch (input) {
                case String text -> ofText(text, problems);
                case Number number -> exact(EpochText.of(number), input, problems);
                case null, default -> {
                    problems.add("date_type", "Input should be a valid date", input);
                    yield null;
                }
            };
        } catch (TemporalFault fault) {
            problems.addWithError(
                    "date_from_datetime_parsing", "Input should be a valid date or datetime, ", input, fault.text());
            return null;
        }
    }

    private static @Nullable LocalDate ofText(String text, Problems problems) {
        if (text.length() == DateText.LENGTH) {
            try {
                return DateText.parseWhole(text.getBytes(StandardCharsets.UTF_8));
            } catch (TemporalFault notIso) {
                return exact(DateTimeText.parse(text), text, problems);
            }
        }
        return exact(DateTimeText.parse(text), text, problems);
    }

    private static @Nullable LocalDate exact(DateTimeText moment, @Nullable Object input, Problems problems) {
        if (!moment.local().toLocalTime().equals(LocalTime.MIDNIGHT)) {
            problems.add(
                    "date_from_datetime_inexact",
                    "Datetimes provided to dates should have zero time - e.g. be exact dates",
                    input);
            return null;
        }
        return moment.local().toLocalDate();
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.string("date");
    }
}
