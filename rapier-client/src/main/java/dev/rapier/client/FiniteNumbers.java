package dev.rapier.client;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** JSON has neither NaN nor infinity; Jackson would write them as text, which the server is not prepared for. */
final class FiniteNumbers<N extends Number> extends StdSerializer<N> {
    private FiniteNumbers(Class<N> type) {
        super(type);
    }

    static SimpleModule module() {
        return new SimpleModule()
                .addSerializer(Double.class, new FiniteNumbers<>(Double.class))
                .addSerializer(double.class, new FiniteNumbers<>(double.class))
                .addSerializer(Float.class, new FiniteNumbers<>(Float.class))
                .addSerializer(float.class, new FiniteNumbers<>(float.class));
    }

    @Override
    public void serialize(N value, JsonGenerator generator, SerializationContext context) {
        if (!Double.isFinite(value.doubleValue())) {
            context.reportBadDefinition(handledType(), value + " is no number in JSON");
        }
        if (value instanceof Float single) {
            generator.writeNumber(single);
        } else {
            generator.writeNumber(value.doubleValue());
        }
    }
}
