package dev.rapier.orm;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a function of the database makes of a term; {@code of} is null for those that look at whole rows. */
record Computed<E, V>(
        Class<E> entity,
        Class<V> type,
        Operation operation,
        @Nullable Term<E, ?> of,
        @Nullable Object operand) implements Term<E, V> {
    enum Operation {
        ROW,
        COUNT,
        COUNT_DISTINCT,
        SUM,
        AVG,
        MIN,
        MAX,
        LOWER,
        UPPER,
        PLUS
    }

    /** The term that it is made of. */
    Term<E, ?> argument() {
        return Objects.requireNonNull(of);
    }

    @Override
    public String name() {
        if (operation == Operation.ROW) {
            return entity.getSimpleName();
        }
        var function = operation.name().toLowerCase(Locale.ROOT);
        return of == null ? function : function + "_" + of.name();
    }

    /** As in {@code count(User.id)}. */
    @Override
    public String toString() {
        var argument = of == null ? entity.getSimpleName() : of.toString();
        return operation == Operation.ROW ? argument : operation.name().toLowerCase(Locale.ROOT) + "(" + argument + ")";
    }
}
