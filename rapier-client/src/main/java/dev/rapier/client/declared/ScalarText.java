package dev.rapier.client.declared;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Values that are one text in a path, a query, a header or a cookie: the scalars of the server. */
final class ScalarText {
    private static final Set<Class<?>> SCALARS = Set.of(
            String.class,
            boolean.class,
            Boolean.class,
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            float.class,
            Float.class,
            double.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            byte[].class,
            UUID.class,
            LocalDate.class,
            LocalTime.class,
            OffsetTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Instant.class,
            Duration.class);

    private static final Set<Class<?>> LISTS = Set.of(
            List.class, Collection.class, SequencedCollection.class, Iterable.class, Set.class, SequencedSet.class);

    private ScalarText() {}

    static boolean isScalar(Type type) {
        return switch (type) {
            case Class<?> plain -> SCALARS.contains(plain) || plain.isEnum();
            case ParameterizedType optional
            when optional.getRawType() == Optional.class -> isScalar(optional.getActualTypeArguments()[0]);
            default -> false;
        };
    }

    static boolean isListOfScalars(Type type) {
        if (!(type instanceof ParameterizedType list)) {
            return false;
        }
        Type item = list.getActualTypeArguments()[0];
        return list.getRawType() == Optional.class
                ? isListOfScalars(item)
                : list.getRawType() instanceof Class<?> raw && LISTS.contains(raw) && isScalar(item);
    }

    /** The text that the server reads as this value. */
    static String of(Object value) {
        return switch (value) {
            case Enum<?> constant ->
                JsonMapper.shared().valueToTree(constant).asString(); // heeds @JsonValue and @JsonProperty
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case ZonedDateTime time -> time.toOffsetDateTime().toString(); // without the name of the zone
            default -> value.toString();
        };
    }
}
