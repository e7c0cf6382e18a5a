package dev.rapier.orm;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Order;
import java.util.List;
import java.util.Objects;
import org.hibernate.query.criteria.JpaExpression;

/** From {@link Term}s, attributes and what is computed of them, to JPA's expressions. */
record TermTranslation(Searched searched) {
    JpaExpression<?> term(Term<?, ?> term) {
        return switch (term) {
            case Mapped<?, ?> attribute -> searched.path(attribute);
            case Computed<?, ?> computed -> computed(computed);
        };
    }

    List<Expression<?>> terms(List<? extends Term<?, ?>> terms) {
        return terms.stream().<Expression<?>>map(this::term).toList();
    }

    Order order(Ordering<?> ordering) {
        var term = term(ordering.attribute());
        return ordering.descending()
                ? searched.builder().desc(term)
                : searched.builder().asc(term);
    }

    private JpaExpression<?> computed(Computed<?, ?> computed) {
        var builder = searched.builder();
        return switch (computed.operation()) {
            case ROW -> (JpaExpression<?>) searched.root();
            case COUNT -> computed.of() == null ? builder.count() : builder.count(term(computed.argument()));
            case COUNT_DISTINCT -> builder.countDistinct(term(computed.argument()));
            case SUM -> {
                var argument = term(computed.argument());
                yield computed.type() == Integer.class // the sum of integers is a bigint
                        ? builder.sumAsLong(TermTranslation.<Integer>typed(argument))
                                .cast(Integer.class)
                        : builder.sum(TermTranslation.<Number>typed(argument));
            }
            case AVG -> builder.avg(TermTranslation.<Number>typed(term(computed.argument())));
            case MIN -> builder.least(ordered(term(computed.argument())));
            case MAX -> builder.greatest(ordered(term(computed.argument())));
            case LOWER -> builder.lower(TermTranslation.<String>typed(term(computed.argument())));
            case UPPER -> builder.upper(TermTranslation.<String>typed(term(computed.argument())));
            case PLUS ->
                builder.sum(TermTranslation.<Number>typed(term(computed.argument())), (Number)
                        Objects.requireNonNull(computed.operand()));
        };
    }

    @SuppressWarnings("unchecked") // the mapping was asked for the attribute's type before
    static <T> JpaExpression<T> typed(Object expression) {
        return (JpaExpression<T>) expression;
    }

    /** The mapping lets only values that can be compared come here; which they are, does not matter any more. */
    static JpaExpression<String> ordered(Expression<?> expression) {
        return typed(expression);
    }
}
