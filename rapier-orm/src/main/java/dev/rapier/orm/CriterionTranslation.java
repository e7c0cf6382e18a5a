package dev.rapier.orm;

import static dev.rapier.orm.TermTranslation.ordered;
import static dev.rapier.orm.TermTranslation.typed;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.query.criteria.JpaExpression;

/** From {@link Criterion}s to JPA's predicates. */
record CriterionTranslation(Searched searched) {
    List<Predicate> predicates(Collection<? extends Criterion<?>> all) {
        return all.stream().map(this::predicate).toList();
    }

    Predicate[] array(Collection<? extends Criterion<?>> all) {
        return predicates(all).toArray(Predicate[]::new);
    }

    private JpaExpression<?> term(Term<?, ?> term) {
        return new TermTranslation(searched).term(term);
    }

    private Predicate predicate(Criterion<?> criterion) {
        var builder = searched.builder();
        return switch (criterion) {
            case Comparison<?>(var attribute, var operator, Mapped<?, ?> other) ->
                comparison(operator, term(attribute), searched.path(other));
            case Comparison<?>(var attribute, var operator, var value) ->
                comparison(operator, term(attribute), builder.value(value));
            case Membership<?>(var attribute, var values) -> term(attribute).in(values);
            case FoundMembership<?>(var attribute, var found) ->
                term(attribute).in(SelectTranslation.subquery(found, searched));
            case Existence<?, ?>(var relation, var inner) -> exists(relation, inner);
            case Absence<?>(var attribute) -> builder.isNull(term(attribute));
            case Likeness<?>(var attribute, var pattern, var anyCase) ->
                anyCase
                        ? builder.ilike(typed(searched.path(attribute)), pattern, Likeness.ESCAPE)
                        : builder.like(typed(searched.path(attribute)), pattern, Likeness.ESCAPE);
            case NamedValue<?>(var name, var value) -> {
                searched.mapping().requireValue(searched.entity(), name, value);
                var attribute = searched.walk(name);
                yield value == null ? builder.isNull(attribute) : builder.equal(attribute, value);
            }
            case Negation<?>(var negated) -> builder.not(predicate(negated));
            case Junction<?>(var parts, var all) -> {
                List<Predicate> predicates = predicates(parts);
                yield all ? builder.and(predicates) : builder.or(predicates);
            }
        };
    }

    private Predicate comparison(Comparison.Operator operator, Expression<?> left, JpaExpression<?> right) {
        var builder = searched.builder();
        return switch (operator) {
            case EQ -> builder.equal(left, right);
            case NE -> builder.notEqual(left, right);
            case LT -> builder.lessThan(ordered(left), ordered(right));
            case LE -> builder.lessThanOrEqualTo(ordered(left), ordered(right));
            case GT -> builder.greaterThan(ordered(left), ordered(right));
            case GE -> builder.greaterThanOrEqualTo(ordered(left), ordered(right));
        };
    }

    private Predicate exists(Mapped<?, ?> relation, List<? extends Criterion<?>> inner) {
        var builder = searched.builder();
        searched.mapping().require(relation);
        var sub = searched.criteria().subquery(Integer.class);
        sub.select(builder.literal(1));
        From<?, ?> same = searched.root() instanceof Root<?> top ? sub.correlate(top) : null;
        var conditions = new ArrayList<Predicate>();
        if (same == null) {
            same = sub.from(searched.entity());
            conditions.add(builder.equal(same, searched.root()));
        }
        var there = searched.in(sub, searched.entity(), same);
        var to = there.joinUnnoted(relation.path(), JoinType.INNER);
        conditions.addAll(new CriterionTranslation(there.from(relation.type(), to)).predicates(inner));
        sub.where(conditions.toArray(Predicate[]::new));
        return builder.exists(sub);
    }
}
