package dev.rapier.web.binding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link java.time.Duration}: ISO 8601, days and a clock, or seconds. Exact to the microsecond. */
enum DurationShape implements Shape {
    DURATION;

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        try {
            return switch (input) {
                case String text -> DurationText.parse(text);
                case Number number -> DurationText.ofSeconds(number);
                case Boolean bool -> DurationText.ofSeconds(bool ? 1L : 0L);
                case null, default -> {
                    problems.add("time_delta_type", "Input should be a valid timedelta", input);
                    yield null;
                }
            };
        } catch (TemporalFault fault) {
            problems.addWithError("time_delta_parsing", "Input should be a valid timedelta, ", input, fault.text());
            return null;
        }
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.string("duration");
    }
}
