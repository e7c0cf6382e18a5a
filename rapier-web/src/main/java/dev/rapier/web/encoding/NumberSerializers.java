package dev.rapier.web.encoding;

import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Numbers as pydantic writes them. */
final class NumberSerializers {
    static final ValueSerializer<Double> DOUBLE = new ValueSerializer<>() {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            if (Double.isFinite(value)) {
                out.writeNumber(value.doubleValue());
            } else {
                out.writeNull();
            }
        }
    };

    static final ValueSerializer<Float> FLOAT = new ValueSerializer<>() {
        @Override
        public void serialize(Float value, JsonGenerator out, SerializationContext context) {
            if (Float.isFinite(value)) {
                out.writeNumber(value.floatValue());
            } else {
                out.writeNull();
            }
        }
    };

    static final ValueSerializer<BigDecimal> DECIMAL = new ValueSerializer<>() {
        @Override
        public void serialize(BigDecimal value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toString());
        }
    };

    private NumberSerializers() {}
}
