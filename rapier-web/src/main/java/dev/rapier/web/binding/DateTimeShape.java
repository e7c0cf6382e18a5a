package dev.rapier.web.binding;

import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moments. Python's {@code datetime} may have a zone or not; the types of java.time decide: those with a zone are
 * pydantic's {@code AwareDatetime}, {@link java.time.LocalDateTime} is {@code NaiveDatetime}.
 */
enum DateTimeShape implements Shape {
    OFFSET,
    ZONED,
    INSTANT,
    LOCAL;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        DateTimeText moment;
        try {
            switch (input) {
                case String text -> moment = DateTimeText.parseOrDate(text);
                case Number number -> moment = EpochText.of(number);
                case null, default -> {
                    problems.add("datetime_type", "Input should be a valid datetime", input);
                    return null;
                }
            }
        } catch (TemporalFault fault) {
            addFault(input, fault, problems);
            return null;
        }
        return zoned(moment, input, problems);
    }

    private static void addFault(@Nullable Object input, TemporalFault fault, Problems problems) {
        if (input instanceof String) {
            problems.addWithError(
                    "datetime_from_date_parsing", "Input should be a valid datetime or date, ", input, fault.text());
        } else {
            problems.addWithError("datetime_parsing", "Input should be a valid datetime, ", input, fault.text());
        }
    }

    private @Nullable Object zoned(DateTimeText moment, @Nullable Object input, Problems problems) {
        ZoneOffset offset = moment.offset();
        if (this == LOCAL) {
            if (offset != null) {
                problems.add("timezone_naive", "Input should not have timezone info", input);
            }
            return moment.local();
        }
        if (offset == null) {
            problems.add("timezone_aware", "Input should have timezone info", input);
            return null;
        }
        return switch (this) {
            case OFFSET -> moment.local().atOffset(offset);
            case ZONED -> moment.local().atZone(offset);
            case INSTANT -> moment.local().toInstant(offset);
            case LOCAL -> moment.local();
        };
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.string("date-time");
    }
}
