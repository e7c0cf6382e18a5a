package dev.rapier.orm;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import java.util.List;
import java.util.Objects;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaExpression;

/** From {@link Select} to JPA's Criteria: the one place that knows them. */
final class CriteriaTranslation {
    private final EntityMapping mapping;
    private final Class<?> entity;
    private final HibernateCriteriaBuilder builder;
    private final Path<?> root;

    private CriteriaTranslation(
            EntityMapping mapping, Class<?> entity, HibernateCriteriaBuilder builder, Path<?> root) {
        this.mapping = mapping;
        this.entity = entity;
        this.builder = builder;
        this.root = root;
    }

    /**
     * The query, ready to run in this session.
     *
     * @throws MappingException if it names what the mapping does not have
     */
    static <E, R> SelectionQuery<R> query(SharedSessionContract session, Select<E, R> select, EntityMapping mapping) {
        var source = select.source();
        var window = select.window();
        mapping.requireEntity(source.entity());
        var builder = session.getCriteriaBuilder();
        var criteria = builder.createQuery(source.result());
        var root = criteria.from(source.entity());
        var translation = new CriteriaTranslation(mapping, source.entity(), builder, root);
        var column = source.column();
        criteria.select(translation.typed(column == null ? root : translation.path(column)));
        criteria.distinct(window.distinct());
        criteria.where(select.criteria().stream().map(translation::predicate).toList());
        criteria.orderBy(select.orderings().stream().map(translation::order).toList());
        var query = session.createSelectionQuery(criteria);
        if (window.offset() > 0) {
            query.setFirstResult(window.offset());
        }
        return window.limit() == Integer.MAX_VALUE ? query : query.setMaxResults(window.limit());
    }

    private Order order(Ordering<?> ordering) {
        var path = path(ordering.attribute());
        return ordering.descending() ? builder.desc(path) : builder.asc(path);
    }

    private Predicate predicate(Criterion<?> criterion) {
        return switch (criterion) {
            case Comparison<?>(var attribute, var operator, Mapped<?, ?> other) ->
                comparison(operator, path(attribute), path(other));
            case Comparison<?>(var attribute, var operator, var value) ->
                comparison(operator, path(attribute), builder.value(value));
            case Membership<?>(var attribute, var values) -> path(attribute).in(values);
            case Absence<?>(var attribute) -> builder.isNull(path(attribute));
            case Likeness<?>(var attribute, var pattern, var anyCase) ->
                anyCase
                        ? builder.ilike(typed(path(attribute)), pattern, Likeness.ESCAPE)
                        : builder.like(typed(path(attribute)), pattern, Likeness.ESCAPE);
            case NamedValue<?>(var name, var value) -> {
                mapping.requireValue(entity, name, value);
                yield value == null ? builder.isNull(walk(name)) : builder.equal(walk(name), value);
            }
            case Negation<?>(var negated) -> builder.not(predicate(negated));
            case Junction<?>(var parts, var all) -> {
                List<Predicate> predicates = parts.stream().map(this::predicate).toList();
                yield all ? builder.and(predicates) : builder.or(predicates);
            }
        };
    }

    private Predicate comparison(Comparison.Operator operator, Expression<?> left, JpaExpression<?> right) {
        return switch (operator) {
            case EQ -> builder.equal(left, right);
            case NE -> builder.notEqual(left, right);
            case LT -> builder.lessThan(ordered(left), ordered(right));
            case LE -> builder.lessThanOrEqualTo(ordered(left), ordered(right));
            case GT -> builder.greaterThan(ordered(left), ordered(right));
            case GE -> builder.greaterThanOrEqualTo(ordered(left), ordered(right));
        };
    }

    private JpaExpression<?> path(Mapped<?, ?> attribute) {
        mapping.require(attribute);
        return walk(attribute.path());
    }

    private JpaExpression<?> walk(String dotted) {
        Path<?> path = root;
        for (String name : dotted.split("\\.", -1)) {
            path = path.get(name);
        }
        return (JpaExpression<?>) Objects.requireNonNull(path);
    }

    @SuppressWarnings("unchecked") // the mapping was asked for the attribute's type before
    private <T> JpaExpression<T> typed(Object expression) {
        return (JpaExpression<T>) expression;
    }

    /** Mapped lets only values that can be compared come here; which they are, does not matter any more. */
    private JpaExpression<String> ordered(Expression<?> expression) {
        return typed(expression);
    }
}
