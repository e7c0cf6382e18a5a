package dev.rapier.web.binding;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times of day: ISO, or seconds since midnight (in UTC where the type has a zone). {@link LocalTime} takes no zone, {@link
 * java.time.OffsetTime} wants one.
 */
enum TimeShape implements Shape {
    LOCAL,
    OFFSET;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        try {
            return switch (input) {
                case String text -> zoned(TimeText.parse(text.getBytes(StandardCharsets.UTF_8), 0), text, problems);
                case Number number -> ofNumber(number);
                case null, default -> {
                    problems.add("time_type", "Input should be a valid time", input);
                    yield null;
                }
            };
        } catch (TemporalFault fault) {
            problems.addWithError("time_parsing", "Input should be in a valid time format, ", input, fault.text());
            return null;
        }
    }

    private @Nullable Object zoned(TimeText text, String input, Problems problems) {
        ZoneOffset offset = text.offset();
        if (this == LOCAL) {
            if (offset != null) {
                problems.add("timezone_naive", "Input should not have timezone info", input);
            }
            return text.time();
        }
        if (offset == null) {
            problems.add("timezone_aware", "Input should have timezone info", input);
            return null;
        }
        return text.time().atOffset(offset);
    }

    private Object ofNumber(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            throw new TemporalFault("NaN values not permitted");
        }
        if (value < 0) {
            throw new TemporalFault("time in seconds should be positive");
        }
        if (number instanceof BigInteger || value >= 86_400) {
            throw new TemporalFault("numeric times may not exceed 86,399 seconds");
        }
        // A fraction of half a microsecond below midnight would round up to the next day.
        long micros = Math.min(Math.round(value * 1e6), 86_399_999_999L);
        LocalTime time = LocalTime.ofNanoOfDay(micros * 1000);
        return this == LOCAL ? time : time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.string("time");
    }
}
