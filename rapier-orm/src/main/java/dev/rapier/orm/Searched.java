package dev.rapier.orm;

import jakarta.persistence.criteria.CommonAbstractCriteria;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.metamodel.PluralAttribute;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaExpression;

/** What a query, a subquery or a bulk statement goes over: an entity, what is joined to it, and the attributes that are found from there. */
final class Searched {
    private final EntityMapping mapping;
    private final Class<?> entity;
    private final HibernateCriteriaBuilder builder;
    private final CommonAbstractCriteria criteria;
    private final From<?, ?> root;

    /** What has been joined, by its path. */
    private final Map<String, From<?, ?>> joined = new HashMap<>();

    /**
     * What {@code root} gives.
     *
     * @param criteria the query that it belongs to
     */
    Searched(
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

    EntityMapping mapping() {
        return mapping;
    }

    Class<?> entity() {
        return entity;
    }

    HibernateCriteriaBuilder builder() {
        return builder;
    }

    CommonAbstractCriteria criteria() {
        return criteria;
    }

    From<?, ?> root() {
        return root;
    }

    /** The same, seen from something in it: what is joined, for the conditions of the join. */
    Searched from(Class<?> type, From<?, ?> from) {
        return new Searched(mapping, type, builder, criteria, from);
    }

    /** The same, in another query inside this one. */
    Searched in(CommonAbstractCriteria inner, Class<?> type, From<?, ?> from) {
        return new Searched(mapping, type, builder, inner, from);
    }

    JpaExpression<?> path(Mapped<?, ?> attribute) {
        mapping.require(attribute);
        return (JpaExpression<?>) walk(attribute.path());
    }

    /** The value at the end of a path, from the longest part of it that is joined. */
    Path<?> walk(String dotted) {
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

    /** Joins all steps of a path that are not joined yet, and remembers the last one; the kind of join is for that. */
    From<?, ?> join(String dotted, JoinType kind) {
        var to = joinUnnoted(dotted, kind);
        joined.put(dotted, to);
        return to;
    }

    /** {@link #join} of which nothing later makes use. */
    From<?, ?> joinUnnoted(String dotted, JoinType kind) {
        From<?, ?> at = root;
        var names = dotted.split("\\.", -1);
        var path = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            path.append(i == 0 ? "" : ".").append(names[i]);
            var known = joined.get(path.toString());
            at = known != null ? known : at.join(names[i], i == names.length - 1 ? kind : JoinType.INNER);
        }
        return at;
    }
}
