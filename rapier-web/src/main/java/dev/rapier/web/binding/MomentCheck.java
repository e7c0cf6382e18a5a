package dev.rapier.web.binding;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A date or a moment lies in the past or in the future. Moments without zone are compared in the zone of the clock. */
record MomentCheck(boolean past, Clock clock) implements Check {
    @Override
    public boolean holds(Object value, @Nullable Object input, Problems problems) {
        int comparison = switch (value) {
            case LocalDate date -> date.compareTo(LocalDate.now(clock));
            case LocalDateTime local -> local.compareTo(LocalDateTime.now(clock));
            case OffsetDateTime moment -> moment.toInstant().compareTo(clock.instant());
            case ZonedDateTime moment -> moment.toInstant().compareTo(clock.instant());
            default -> ((Instant) value).compareTo(clock.instant());
        };
        if (past ? comparison < 0 : comparison > 0) {
            return true;
        }
        String when = past ? "past" : "future";
        boolean isDate = value instanceof LocalDate;
        problems.add(
                (isDate ? "date_" : "datetime_") + when,
                (isDate ? "Date" : "Input") + " should be in the " + when,
                input);
        return false;
    }

    @Override
    public void describe(Map<String, @Nullable Object> schema) {}

    @Override
    public int order() {
        return 0;
    }
}
