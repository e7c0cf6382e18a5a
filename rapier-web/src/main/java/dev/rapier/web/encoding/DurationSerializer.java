package dev.rapier.web.encoding;

import java.time.Duration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** ISO 8601 with days, as pydantic writes a timedelta: {@code P1DT5S}, {@code -PT0.5S}, {@code PT0S}. */
final class DurationSerializer extends ValueSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator out, SerializationContext context) {
        out.writeString(text(value));
    }

    static String text(Duration value) {
        if (value.isNegative()) {
            return "-" + text(value.negated());
        }
        var text = new StringBuilder("P");
        if (value.toDaysPart() > 0) {
            text.append(value.toDaysPart()).append('D');
        }
        Duration time = value.minusDays(value.toDaysPart());
        if (!time.isZero() || value.isZero()) {
            text.append(time.toString(), 1, time.toString().length());
        }
        return text.toString();
    }
}
