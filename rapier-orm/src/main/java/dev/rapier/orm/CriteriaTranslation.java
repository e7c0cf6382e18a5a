package dev.rapier.orm;

import jakarta.persistence.criteria.CommonAbstractCriteria;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.FetchParent;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import jakarta.persistence.metamodel.PluralAttribute;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.LockMode;
import org.hibernate.Locking;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaExpression;

/** From {@link Select} and {@link BulkStatement} to JPA's Criteria: the one place that knows them. */
final class CriteriaTranslation {
    private final EntityMapping mapping;
    private final Class<?> entity;
    private final HibernateCriteriaBuilder builder;
    private final CommonAbstractCriteria criteria;
    private final From<?, ?> root;

    /** What the query has joined, by its path. */
    private final Map<String, From<?, ?>> joined = new HashMap<>();

    private CriteriaTranslation(
            EntityMapping mapping,
            Class<?> entity,
            HibernateCriteriaBuilder builder,
            CommonAbstractCriteria criteria,
            From<?, ?> root) {
        this.mapping = mapping;
        this.entity = entity;
        this.builder = builder;
        this.criteria = criteria;
        this.root = root;
    }

    /**
     * The query, ready to run in this session.
     *
     * @throws MappingException if it names what the mapping does not have
     */
    static SelectionQuery<?> query(SharedSessionContract session, Select<?, ?> select, EntityMapping mapping) {
        var clauses = select.clauses();
        mapping.requireEntity(clauses.entity);
        var builder = session.getCriteriaBuilder();
        var criteria = builder.createQuery(select.shape().type());
        var root = criteria.from(clauses.entity);
        var translation = new CriteriaTranslation(mapping, clauses.entity, builder, criteria, root);
        clauses.joins.forEach(translation::join);
        var terms = select.shape().terms();
        criteria.select(translation.unchecked(
                switch (terms.size()) {
                    case 0 -> root;
                    case 1 -> translation.term(terms.getFirst());
                    default ->
                        builder.array(
                                Object[].class,
                                terms.stream().map(translation::term).toList());
                }));
        criteria.distinct(clauses.distinct);
        criteria.where(translation.predicates(clauses.criteria));
        criteria.groupBy(
                clauses.groupings.stream().<Expression<?>>map(translation::term).toList());
        if (!clauses.having.isEmpty()) { // also an empty one makes groups, which can't be locked
            criteria.having(translation.predicates(clauses.having));
        }
        criteria.orderBy(clauses.orderings.stream().map(translation::order).toList());
        clauses.loads.stream().filter(Load::joined).forEach(load -> translation.fetch(load, clauses));
        return limited(session.createSelectionQuery(criteria), clauses);
    }

    private static SelectionQuery<?> limited(SelectionQuery<?> query, Clauses<?> clauses) {
        if (clauses.offset > 0) {
            query.setFirstResult(clauses.offset);
        }
        if (clauses.limit != Integer.MAX_VALUE) {
            query.setMaxResults(clauses.limit);
        }
        if (clauses.lock != Clauses.Lock.NONE) { // by further statements it would not skip what is locked
            query.setFollowOnStrategy(Locking.FollowOn.DISALLOW);
        }
        switch (clauses.lock) {
            case NONE -> {}
            case WAIT -> query.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE);
            case NO_WAIT -> query.setHibernateLockMode(LockMode.UPGRADE_NOWAIT);
            case SKIP_LOCKED -> query.setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED);
        }
        return query;
    }

    /** The statement, ready to run in this session. */
    static MutationQuery statement(SharedSessionContract session, BulkStatement<?> statement, EntityMapping mapping) {
        return switch (statement) {
            case BulkUpdate<?> update -> update(session, update, mapping);
            case BulkDelete<?> delete -> delete(session, delete, mapping);
        };
    }

    private static <E> MutationQuery update(
            SharedSessionContract session, BulkUpdate<E> update, EntityMapping mapping) {
        mapping.requireEntity(update.entity());
        if (update.values().isEmpty()) {
            throw new MappingException(update + " sets nothing: say values(attribute, value)", null);
        }
        var builder = session.getCriteriaBuilder();
        var criteria = builder.createCriteriaUpdate(update.entity());
        var root = criteria.from(update.entity());
        var translation = new CriteriaTranslation(mapping, update.entity(), builder, criteria, root);
        update.values().forEach((path, value) -> {
            if (value.column() == null) {
                mapping.requireValue(update.entity(), path, value.value());
            } else {
                mapping.require(value.column());
            }
            criteria.<Object>set(
                    translation.<Path<Object>>unchecked(translation.walk(path)), translation.assigned(value));
        });
        criteria.versioned(mapping.isVersioned(update.entity()));
        criteria.where(translation.predicates(update.criteria()).toArray(Predicate[]::new));
        return session.createMutationQuery(criteria);
    }

    private static <E> MutationQuery delete(
            SharedSessionContract session, BulkDelete<E> delete, EntityMapping mapping) {
        mapping.requireEntity(delete.entity());
        var builder = session.getCriteriaBuilder();
        var criteria = builder.createCriteriaDelete(delete.entity());
        var root = criteria.from(delete.entity());
        var translation = new CriteriaTranslation(mapping, delete.entity(), builder, criteria, root);
        criteria.where(translation.predicates(delete.criteria()).toArray(Predicate[]::new));
        return session.createMutationQuery(criteria);
    }

    private Expression<Object> assigned(BulkUpdate.Value value) {
        return typed(
                switch (value.value()) {
                    case null -> builder.nullLiteral(Object.class);
                    case Term<?, ?> term -> term(term);
                    case Object plain -> builder.value(plain);
                });
    }

    private void join(Join<?> join) {
        switch (join) {
            case Join.Related<?>(var relation, var outer, var on) -> {
                mapping.require(relation);
                var to = walk(root, relation.path(), outer ? JoinType.LEFT : JoinType.INNER);
                joined.put(relation.path(), to);
                restrict((jakarta.persistence.criteria.Join<?, ?>) to, relation.type(), on);
            }
            case Join.Matched<?>(var ours, var theirs, var outer, var on) -> {
                mapping.requireEntity(theirs.entity());
                var to = ((Root<?>) root).join(theirs.entity(), outer ? JoinType.LEFT : JoinType.INNER);
                var there = inside(theirs.entity(), to);
                var all = new java.util.ArrayList<>(there.predicates(on));
                all.add(builder.equal(path(ours), there.path(theirs)));
                to.on(all.toArray(Predicate[]::new));
            }
        }
    }

    private void restrict(jakarta.persistence.criteria.Join<?, ?> to, Class<?> type, List<Criterion<?>> on) {
        if (!on.isEmpty()) {
            to.on(inside(type, to).predicates(on).toArray(Predicate[]::new));
        }
    }

    private CriteriaTranslation inside(Class<?> type, From<?, ?> from) {
        return new CriteriaTranslation(mapping, type, builder, criteria, from);
    }

    /** Joins all segments of a path that are not joined yet; the kind of join is for the last one. */
    private From<?, ?> walk(From<?, ?> from, String dotted, JoinType kind) {
        From<?, ?> at = from;
        var names = dotted.split("\\.", -1);
        var path = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            path.append(i == 0 ? "" : ".").append(names[i]);
            var known = joined.get(path.toString());
            at = known != null ? known : at.join(names[i], i == names.length - 1 ? kind : JoinType.INNER);
        }
        return at;
    }

    private void fetch(Load<?> load, Clauses<?> clauses) {
        mapping.require(load.relation());
        if (mapping.holdsMany(load.relation()) && (clauses.limit != Integer.MAX_VALUE || clauses.offset > 0)) {
            throw new MappingException(
                    "joinedLoad(" + load.relation()
                            + ") makes several rows of one entity, so that limit and offset would"
                            + " cut them off; use selectInLoad",
                    null);
        }
        FetchParent<?, ?> at = root;
        for (String name : load.relation().path().split("\\.", -1)) {
            at = at.fetch(name, JoinType.LEFT);
        }
    }

    private List<Predicate> predicates(Collection<? extends Criterion<?>> all) {
        return all.stream().map(this::predicate).toList();
    }

    private Order order(Ordering<?> ordering) {
        var term = term(ordering.attribute());
        return ordering.descending() ? builder.desc(term) : builder.asc(term);
    }

    private JpaExpression<?> term(Term<?, ?> term) {
        return switch (term) {
            case Mapped<?, ?> attribute -> path(attribute);
            case Computed<?, ?> computed -> computed(computed);
        };
    }

    private JpaExpression<?> computed(Computed<?, ?> computed) {
        return switch (computed.operation()) {
            case ROW -> (JpaExpression<?>) root;
            case COUNT -> computed.of() == null ? builder.count() : builder.count(term(computed.argument()));
            case COUNT_DISTINCT -> builder.countDistinct(term(computed.argument()));
            case SUM -> {
                var argument = term(computed.argument());
                yield computed.type() == Integer.class // the sum of integers is a bigint
                        ? builder.sumAsLong(this.<Integer>typed(argument)).cast(Integer.class)
                        : builder.sum(this.<Number>typed(argument));
            }
            case AVG -> builder.avg(this.<Number>typed(term(computed.argument())));
            case MIN -> builder.least(ordered(term(computed.argument())));
            case MAX -> builder.greatest(ordered(term(computed.argument())));
            case LOWER -> builder.lower(this.<String>typed(term(computed.argument())));
            case UPPER -> builder.upper(this.<String>typed(term(computed.argument())));
            case PLUS ->
                builder.sum(this.<Number>typed(term(computed.argument())), (Number)
                        Objects.requireNonNull(computed.operand()));
        };
    }

    private Predicate predicate(Criterion<?> criterion) {
        return switch (criterion) {
            case Comparison<?>(var attribute, var operator, Mapped<?, ?> other) ->
                comparison(operator, term(attribute), path(other));
            case Comparison<?>(var attribute, var operator, var value) ->
                comparison(operator, term(attribute), builder.value(value));
            case Membership<?>(var attribute, var values) -> term(attribute).in(values);
            case FoundMembership<?>(var attribute, var found) -> term(attribute).in(subquery(found));
            case Existence<?, ?>(var relation, var inner) -> exists(relation, inner);
            case Absence<?>(var attribute) -> builder.isNull(term(attribute));
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
                List<Predicate> predicates = predicates(parts);
                yield all ? builder.and(predicates) : builder.or(predicates);
            }
        };
    }

    private Predicate exists(Mapped<?, ?> relation, List<? extends Criterion<?>> inner) {
        mapping.require(relation);
        var sub = criteria.subquery(Integer.class);
        sub.select(builder.literal(1));
        From<?, ?> same = root instanceof Root<?> top ? sub.correlate(top) : null;
        var conditions = new java.util.ArrayList<Predicate>();
        if (same == null) {
            same = sub.from(entity);
            conditions.add(builder.equal(same, root));
        }
        var there = new CriteriaTranslation(mapping, entity, builder, sub, same);
        var to = there.walk(same, relation.path(), JoinType.INNER);
        conditions.addAll(new CriteriaTranslation(mapping, relation.type(), builder, sub, to).predicates(inner));
        sub.where(conditions.toArray(Predicate[]::new));
        return builder.exists(sub);
    }

    private Subquery<?> subquery(Select<?, ?> found) {
        var clauses = found.clauses();
        if (clauses.limit != Integer.MAX_VALUE || clauses.offset > 0 || !clauses.orderings.isEmpty()) {
            throw new MappingException(
                    found + " can't be asked for inside another query with limit, offset or order", null);
        }
        mapping.requireEntity(clauses.entity);
        var sub = criteria.subquery(found.shape().type());
        var from = sub.from(clauses.entity);
        var there = new CriteriaTranslation(mapping, clauses.entity, builder, sub, from);
        clauses.joins.forEach(there::join);
        var terms = found.shape().terms();
        sub.select(there.typed(terms.isEmpty() ? from : there.term(terms.getFirst())));
        sub.distinct(clauses.distinct);
        sub.where(there.predicates(clauses.criteria).toArray(Predicate[]::new));
        sub.groupBy(clauses.groupings.stream().<Expression<?>>map(there::term).toList());
        sub.having(there.predicates(clauses.having).toArray(Predicate[]::new));
        return sub;
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
        return (JpaExpression<?>) walk(attribute.path());
    }

    /** The value at the end of a path, from the longest part of it that is joined. */
    private Path<?> walk(String dotted) {
        Path<?> path = root;
        String rest = dotted;
        for (int end = dotted.length(); end > 0; end = dotted.lastIndexOf('.', end - 1)) {
            var known = joined.get(dotted.substring(0, end));
            if (known != null) {
                path = known;
                rest = end == dotted.length() ? "" : dotted.substring(end + 1);
                break;
            }
        }
        if (rest.isEmpty()) {
            return path;
        }
        for (String name : rest.split("\\.", -1)) {
            path = Objects.requireNonNull(path.get(name));
            if (path.getModel() instanceof PluralAttribute<?, ?, ?>) {
                throw new MappingException(
                        entity.getSimpleName() + "." + dotted + ": " + name
                                + " holds many; join it first, or ask by any(..)" + " whether there is one",
                        null);
            }
        }
        return path;
    }

    @SuppressWarnings("unchecked") // the mapping was asked for the attribute's type before
    private <T> T unchecked(Object value) {
        return (T) value;
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
