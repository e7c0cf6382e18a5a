package dev.rapier.web.binding;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * How values of one Java type are read from a request, and how OpenAPI describes them. Built once per type when the
 * application starts, from then on immutable.
 *
 * <p>The rules are those of pydantic's lax mode on Python values; conversions never use regular expressions.
 */
public interface Shape {
    /**
     * The slow road: from a plain value (null, {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link Double},
     * {@link java.math.BigDecimal}, {@link String}, {@link java.util.List}, {@link Map}). What does not fit is said to the
     * problems; the result is then without meaning.
     */
    @Nullable
    Object convert(@Nullable Object input, Problems problems);

    /**
     * The fast road: straight from the parser, which stands on the first token of the value and afterwards on its last.
     *
     * @throws Unfit if the slow road has to decide
     */
    default @Nullable Object read(JsonParser json) {
        return convert(Tokens.plainValue(json), Problems.REFUSING);
    }

    /** The JSON schema, without a title. May be changed by the caller. */
    Map<String, @Nullable Object> schema(SchemaNames names);

    /** Whether it can be read from one string, and so from a path, a query, a header or a cookie. */
    default boolean isScalar() {
        return true;
    }
}
