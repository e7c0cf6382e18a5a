package dev.rapier.orm;

import static dev.rapier.orm.TermTranslation.typed;

import jakarta.persistence.criteria.FetchParent;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.Locking;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.SelectionQuery;

/** From {@link Select} to a query of JPA's Criteria. */
final class SelectTranslation {
    private final Searched searched;
    private final TermTranslation terms;
    private final CriterionTranslation criteria;

    private SelectTranslation(Searched searched) {
        this.searched = searched;
        this.terms = new TermTranslation(searched);
        this.criteria = new CriterionTranslation(searched);
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
        var query = builder.createQuery(select.shape().type());
        var searched = new Searched(mapping, clauses.entity, builder, query, query.from(clauses.entity));
        var translation = new SelectTranslation(searched);
        clauses.joins.forEach(translation::join);
        query.select(translation.selection(select.shape().terms()));
        query.distinct(clauses.distinct);
        query.where(translation.criteria.predicates(clauses.criteria));
        query.groupBy(translation.terms.terms(clauses.groupings));
        if (!clauses.having.isEmpty()) { // also an empty one makes groups, which can't be locked
            query.having(translation.criteria.predicates(clauses.having));
        }
        query.orderBy(clauses.orderings.stream().map(translation.terms::order).toList());
        clauses.loads.stream().filter(Load::joined).forEach(load -> translation.fetch(load, clauses));
        return limited(session.createSelectionQuery(query), clauses);
    }

    /** A query inside another one, whose values are asked for. */
    static Subquery<?> subquery(Select<?, ?> found, Searched outside) {
        var clauses = found.clauses();
        if (clauses.limit != Integer.MAX_VALUE || clauses.offset > 0 || !clauses.orderings.isEmpty()) {
            throw new MappingException(
                    found + " can't be asked for inside another query with limit, offset or order", null);
        }
        outside.mapping().requireEntity(clauses.entity);
        var query = outside.criteria().subquery(found.shape().type());
        var searched = outside.in(query, clauses.entity, query.from(clauses.entity));
        var translation = new SelectTranslation(searched);
        clauses.joins.forEach(translation::join);
        var wanted = found.shape().terms();
        query.select(typed(wanted.isEmpty() ? searched.root() : translation.terms.term(wanted.getFirst())));
        query.distinct(clauses.distinct);
        query.where(translation.criteria.array(clauses.criteria));
        query.groupBy(translation.terms.terms(clauses.groupings));
        query.having(translation.criteria.array(clauses.having));
        return query;
    }

    @SuppressWarnings("unchecked") // the shape says which type the terms make
    private <T> Selection<T> selection(List<Term<?, ?>> wanted) {
        return (Selection<T>)
                switch (wanted.size()) {
                    case 0 -> searched.root();
                    case 1 -> terms.term(wanted.getFirst());
                    default ->
                        searched.builder()
                                .array(
                                        Object[].class,
                                        wanted.stream().map(terms::term).toList());
                };
    }

    private void join(Join<?> join) {
        switch (join) {
            case Join.Related<?>(var relation, var outer, var on) -> {
                searched.mapping().require(relation);
                var to = searched.join(relation.path(), outer ? JoinType.LEFT : JoinType.INNER);
                if (!on.isEmpty()) {
                    ((jakarta.persistence.criteria.Join<?, ?>) to)
                            .on(inside(relation.type(), to).array(on));
                }
            }
            case Join.Matched<?>(var ours, var theirs, var outer, var on) -> {
                searched.mapping().requireEntity(theirs.entity());
                var to = ((Root<?>) searched.root()).join(theirs.entity(), outer ? JoinType.LEFT : JoinType.INNER);
                var there = inside(theirs.entity(), to);
                var all = new ArrayList<>(there.predicates(on));
                all.add(searched.builder()
                        .equal(searched.path(ours), there.searched().path(theirs)));
                to.on(all.toArray(Predicate[]::new));
            }
        }
    }

    private CriterionTranslation inside(Class<?> type, From<?, ?> from) {
        return new CriterionTranslation(searched.from(type, from));
    }

    private void fetch(Load<?> load, Clauses<?> clauses) {
        searched.mapping().require(load.relation());
        if (searched.mapping().holdsMany(load.relation())
                && (clauses.limit != Integer.MAX_VALUE || clauses.offset > 0)) {
            throw new MappingException(
                    "joinedLoad(" + load.relation()
                            + ") makes several rows of one entity, so that limit and offset would"
                            + " cut them off; use selectInLoad",
                    null);
        }
        FetchParent<?, ?> at = searched.root();
        for (String name : load.relation().path().split("\\.", -1)) {
            at = at.fetch(name, JoinType.LEFT);
        }
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
}
