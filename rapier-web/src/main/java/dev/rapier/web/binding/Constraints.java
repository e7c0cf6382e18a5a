package dev.rapier.web.binding;

import dev.rapier.web.binding.BoundCheck.Kind;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of Jakarta Validation that pydantic has a word for, as checks. The others are left to Hibernate
 * Validator: {@link #isForeign}.
 */
final class Constraints {
    private Constraints() {}

    /** Whether the annotation is a constraint of a type for which there is no check of ours. */
    static boolean isForeign(Annotation annotation, Shape shape) {
        if (annotation instanceof Email) {
            return true; // its check only describes it
        }
        return isConstraint(annotation.annotationType())
                && !(annotation instanceof NotNull)
                && checks(annotation, shape) == null;
    }

    private static boolean isConstraint(Class<? extends Annotation> type) {
        return type.isAnnotationPresent(Constraint.class) || isContainer(type);
    }

    /** {@code @Pattern.List} and its like. */
    private static boolean isContainer(Class<? extends Annotation> type) {
        Class<?> owner = type.getEnclosingClass();
        return type.getSimpleName().equals("List")
                && owner != null
                && owner.isAnnotation()
                && owner.isAnnotationPresent(Constraint.class);
    }

    /** The checks that stand for the annotation on values of the shape; null where we have none. */
    static @Nullable List<Check> checks(Annotation annotation, Shape shape) {
        return switch (shape) {
            case IntegerShape integer -> ofNumber(annotation, integer);
            case FloatShape number -> ofNumber(annotation, number);
            case DecimalShape decimal -> ofDecimal(annotation, decimal);
            case StringShape _ -> ofString(annotation);
            case ListShape list -> ofSize(annotation, list.kind() == ListShape.Kind.SET ? "Set" : "List");
            case MapShape _ -> ofSize(annotation, "Dictionary");
            case DateShape _, DateTimeShape _ -> ofMoment(annotation);
            default -> null;
        };
    }

    private static @Nullable List<Check> ofNumber(Annotation annotation, Shape shape) {
        return switch (annotation) {
            case Min min -> bound(Kind.GE, BigDecimal.valueOf(min.value()), shape);
            case Max max -> bound(Kind.LE, BigDecimal.valueOf(max.value()), shape);
            case DecimalMin min -> bound(min.inclusive() ? Kind.GE : Kind.GT, new BigDecimal(min.value()), shape);
            case DecimalMax max -> bound(max.inclusive() ? Kind.LE : Kind.LT, new BigDecimal(max.value()), shape);
            case Positive _ -> bound(Kind.GT, BigDecimal.ZERO, shape);
            case PositiveOrZero _ -> bound(Kind.GE, BigDecimal.ZERO, shape);
            case Negative _ -> bound(Kind.LT, BigDecimal.ZERO, shape);
            case NegativeOrZero _ -> bound(Kind.LE, BigDecimal.ZERO, shape);
            default -> null;
        };
    }

    private static List<Check> bound(Kind kind, BigDecimal bound, Shape shape) {
        return List.of(BoundCheck.of(kind, bound, shape));
    }

    private static @Nullable List<Check> ofDecimal(Annotation annotation, Shape shape) {
        return annotation instanceof Digits digits
                ? List.of(new DigitsCheck(digits.integer(), digits.fraction()))
                : ofNumber(annotation, shape);
    }

    private static @Nullable List<Check> ofString(Annotation annotation) {
        return switch (annotation) {
            case Size size -> range(size, (atLeast, limit) -> new LengthCheck(atLeast, limit));
            case NotEmpty _ -> List.of(new LengthCheck(true, 1));
            case Email _ -> List.of(new FormatCheck("email"));
            case Pattern pattern -> List.of(pattern(pattern));
            default -> null;
        };
    }

    private static Check pattern(Pattern annotation) {
        int flags = 0;
        for (Pattern.Flag flag : annotation.flags()) {
            flags |= flag.getValue();
        }
        return new PatternCheck(java.util.regex.Pattern.compile(annotation.regexp(), flags), annotation.regexp());
    }

    private static @Nullable List<Check> ofSize(Annotation annotation, String fieldType) {
        return switch (annotation) {
            case Size size -> range(size, (atLeast, limit) -> new SizeCheck(atLeast, limit, fieldType));
            case NotEmpty _ -> List.of(new SizeCheck(true, 1, fieldType));
            default -> null;
        };
    }

    private interface Limit {
        Check of(boolean atLeast, int limit);
    }

    private static List<Check> range(Size size, Limit limit) {
        var checks = new ArrayList<Check>(2);
        if (size.min() > 0) {
            checks.add(limit.of(true, size.min()));
        }
        if (size.max() < Integer.MAX_VALUE) {
            checks.add(limit.of(false, size.max()));
        }
        return checks;
    }

    private static @Nullable List<Check> ofMoment(Annotation annotation) {
        return switch (annotation) {
            case Past _ -> List.of(new MomentCheck(true, Clock.system(ZoneId.systemDefault())));
            case Future _ -> List.of(new MomentCheck(false, Clock.system(ZoneId.systemDefault())));
            default -> null;
        };
    }
}
