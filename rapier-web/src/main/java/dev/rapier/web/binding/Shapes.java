package dev.rapier.web.binding;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the {@link Shape} of a Java type. One per application; used by one thread at a time, while the application is put
 * together.
 */
public final class Shapes {
    private static final Map<Class<?>, Shape> SCALARS = Map.ofEntries(
            Map.entry(byte.class, IntegerShape.BYTE),
            Map.entry(Byte.class, IntegerShape.BYTE),
            Map.entry(short.class, IntegerShape.SHORT),
            Map.entry(Short.class, IntegerShape.SHORT),
            Map.entry(int.class, IntegerShape.INT),
            Map.entry(Integer.class, IntegerShape.INT),
            Map.entry(long.class, IntegerShape.LONG),
            Map.entry(Long.class, IntegerShape.LONG),
            Map.entry(BigInteger.class, IntegerShape.BIG),
            Map.entry(float.class, FloatShape.FLOAT),
            Map.entry(Float.class, FloatShape.FLOAT),
            Map.entry(double.class, FloatShape.DOUBLE),
            Map.entry(Double.class, FloatShape.DOUBLE),
            Map.entry(boolean.class, BooleanShape.BOOLEAN),
            Map.entry(Boolean.class, BooleanShape.BOOLEAN),
            Map.entry(String.class, StringShape.STRING),
            Map.entry(CharSequence.class, StringShape.STRING),
            Map.entry(byte[].class, BytesShape.BYTES),
            Map.entry(BigDecimal.class, DecimalShape.DECIMAL),
            Map.entry(UUID.class, UuidShape.UUID_SHAPE),
            Map.entry(LocalDate.class, DateShape.DATE),
            Map.entry(LocalTime.class, TimeShape.LOCAL),
            Map.entry(OffsetTime.class, TimeShape.OFFSET),
            Map.entry(LocalDateTime.class, DateTimeShape.LOCAL),
            Map.entry(OffsetDateTime.class, DateTimeShape.OFFSET),
            Map.entry(ZonedDateTime.class, DateTimeShape.ZONED),
            Map.entry(Instant.class, DateTimeShape.INSTANT),
            Map.entry(Duration.class, DurationShape.DURATION),
            Map.entry(Object.class, AnyShape.ANY));

    private static final Set<Class<?>> LISTS =
            Set.of(List.class, Collection.class, SequencedCollection.class, Iterable.class);
    private static final Set<Class<?>> SETS = Set.of(Set.class, SequencedSet.class);
    private static final Set<Class<?>> MAPS = Set.of(Map.class, SequencedMap.class);

    private final RecordShapes records = new RecordShapes(this);
    // Made when first needed: it takes time, and few programs have types that only Jackson can read.
    private @Nullable JsonMapper mapper;

    /** The shape of a type without annotations. */
    public Shape of(Type type) {
        return of(new BareType(type), List.of(), TypeScope.EMPTY).shape();
    }

    /** A shape, and whether constraints stand on it that only Hibernate Validator can check. */
    record Described(Shape shape, boolean hasForeignConstraints) {}

    /**
     * The shape of an annotated type.
     *
     * @param declared the annotations of the parameter or component, which may repeat those of the type
     */
    Described of(AnnotatedType type, List<Annotation> declared, TypeScope scope) {
        AnnotatedType resolved = resolve(type, scope);
        var annotations = new LinkedHashSet<>(List.of(type.getAnnotations()));
        annotations.addAll(List.of(resolved.getAnnotations()));
        annotations.addAll(declared);
        if (TypeScope.raw(resolved.getType()) == Optional.class) {
            annotations.removeIf(Shapes::isNullable);
            Described inner = of(argument(resolved, 0), List.copyOf(annotations), scope);
            return new Described(new NullableShape(inner.shape(), true), inner.hasForeignConstraints());
        }
        Described found = base(resolved, scope);
        Shape base = found.shape();
        var checks = new ArrayList<Check>();
        boolean foreign = found.hasForeignConstraints();
        for (Annotation annotation : annotations) {
            List<Check> known = Constraints.checks(annotation, base);
            if (known != null) {
                checks.addAll(known);
            }
            foreign |= Constraints.isForeign(annotation, base);
        }
        checks.sort(Comparator.comparingInt(Check::order));
        Shape shape = checks.isEmpty() ? base : new ConstrainedShape(base, List.copyOf(checks));
        boolean nullable = annotations.stream().anyMatch(Shapes::isNullable);
        return new Described(nullable ? new NullableShape(shape, false) : shape, foreign);
    }

    /** Any annotation of that name: JSpecify's, Jakarta's, the user's own. */
    private static boolean isNullable(Annotation annotation) {
        return annotation.annotationType().getSimpleName().equals("Nullable");
    }

    private static AnnotatedType resolve(AnnotatedType type, TypeScope scope) {
        return switch (type) {
            case AnnotatedTypeVariable variable -> scope.resolve(variable);
            case AnnotatedWildcardType wildcard -> resolve(wildcard.getAnnotatedUpperBounds()[0], scope);
            default -> type;
        };
    }

    private Described base(AnnotatedType type, TypeScope scope) {
        Class<?> raw = TypeScope.raw(type.getType());
        Shape scalar = SCALARS.get(raw);
        if (scalar != null) {
            return new Described(scalar, false);
        }
        if (raw.isEnum()) {
            return new Described(EnumValues.shape(raw), false);
        }
        if (raw.isArray()) {
            return list(ListShape.Kind.ARRAY, component(type), raw.getComponentType(), scope);
        }
        if (LISTS.contains(raw)) {
            return list(ListShape.Kind.LIST, argument(type, 0), Object.class, scope);
        }
        if (SETS.contains(raw)) {
            return list(ListShape.Kind.SET, argument(type, 0), Object.class, scope);
        }
        if (MAPS.contains(raw)) {
            Described key = of(argument(type, 0), List.of(), scope);
            Described value = of(argument(type, 1), List.of(), scope);
            return new Described(
                    new MapShape(key.shape(), value.shape()),
                    key.hasForeignConstraints() || value.hasForeignConstraints());
        }
        if (raw.isRecord()) {
            return new Described(records.of(type, raw, scope), false);
        }
        return new Described(foreign(type.getType()), false);
    }

    private ForeignShape foreign(Type type) {
        JsonMapper known = mapper;
        if (known == null) {
            known = JsonSource.mapper();
            mapper = known;
        }
        return new ForeignShape(known.constructType(type), known);
    }

    private Described list(ListShape.Kind kind, AnnotatedType item, Class<?> component, TypeScope scope) {
        Described described = of(item, List.of(), scope);
        return new Described(new ListShape(kind, described.shape(), component), described.hasForeignConstraints());
    }

    private static AnnotatedType component(AnnotatedType type) {
        return type instanceof AnnotatedArrayType array
                ? array.getAnnotatedGenericComponentType()
                : new BareType(TypeScope.raw(type.getType()).getComponentType());
    }

    /** A type argument; {@link Object} where the type is raw. */
    static AnnotatedType argument(AnnotatedType type, int index) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            return parameterized.getAnnotatedActualTypeArguments()[index];
        }
        return type.getType() instanceof ParameterizedType parameterized
                ? new BareType(parameterized.getActualTypeArguments()[index])
                : new BareType(Object.class);
    }

    @Nullable
    static <A extends Annotation> A find(List<Annotation> annotations, Class<A> type) {
        for (Annotation annotation : annotations) {
            if (type.isInstance(annotation)) {
                return type.cast(annotation);
            }
        }
        return null;
    }
}
