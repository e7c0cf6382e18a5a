package dev.rapier.web.encoding;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes values as JSON the way FastAPI (pydantic) does: compact, UTF-8 not escaped, components in the order of their
 * declaration, times as ISO 8601, durations as {@code P1DT5S}, decimals as strings, NaN and the infinities as null. An
 * object that shows no property at all is an error rather than <code>{}</code>.
 *
 * <p>Reflection happens once per type. Safe for any number of threads.
 */
public final class JsonEncoder {
    /** The one encoder: it has no settings, and its caches are worth sharing. */
    public static final JsonEncoder SHARED = new JsonEncoder();

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final JsonMapper mapper = mapper();

    /** By the class of the value; a class that is unloaded takes its writer with it. */
    private final ClassValue<ObjectWriter> byClass = new ClassValue<>() {
        @Override
        protected ObjectWriter computeValue(Class<?> type) {
            return mapper.writerFor(type);
        }
    };

    private JsonEncoder() {}

    private static JsonMapper mapper() {
        var module = new SimpleModule("rapier")
                .addSerializer(Double.class, NumberSerializers.DOUBLE)
                .addSerializer(double.class, NumberSerializers.DOUBLE)
                .addSerializer(Float.class, NumberSerializers.FLOAT)
                .addSerializer(float.class, NumberSerializers.FLOAT)
                .addSerializer(BigDecimal.class, NumberSerializers.DECIMAL)
                .addSerializer(Duration.class, new DurationSerializer());
        return JsonMapper.builder(
                        JsonFactory.builder().recyclerPool(new SlotPool()).build())
                .addModule(module)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
    }

    /**
     * The value as UTF-8.
     *
     * @throws tools.jackson.core.JacksonException if it can't be written; the message names the property
     */
    public byte[] encode(@Nullable Object value) {
        return value == null ? NULL.clone() : byClass.get(value.getClass()).writeValueAsBytes(value);
    }

    /**
     * A writer for values of a declared type, which decides the properties: what a subclass adds is not written. Looks into
     * the type at once, so that the first request doesn't have to.
     */
    public TypedEncoder forType(Type type) {
        return new TypedEncoder(mapper.writerFor(mapper.constructType(type)));
    }
}
