package dev.rapier.orm;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;

/** The entities that a session looks after, and what it will do to their rows. */
record HeldEntities(Session session) {
    List<Object> all() {
        return entries()
                .filter(entry -> entry.getValue().getStatus() != Status.DELETED)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Not in the database yet. */
    List<Object> fresh() {
        return entries()
                .filter(entry -> !entry.getValue().isExistsInDatabase()
                        && entry.getValue().getStatus() != Status.DELETED)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Object> deleted() {
        return entries()
                .filter(entry -> entry.getValue().getStatus() == Status.DELETED)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Object> dirty() {
        return entries()
                .filter(entry -> isDirty(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isDirty(Object entity) {
        return entries().anyMatch(entry -> entry.getKey() == entity && isDirty(entity, entry.getValue()));
    }

    private boolean isDirty(Object entity, EntityEntry entry) {
        var persister = entry.getPersister();
        return entry.getStatus() == Status.MANAGED
                && entry.isExistsInDatabase()
                && entry.getLoadedState() != null
                && persister.findDirty(persister.getValues(entity), entry.getLoadedState(), entity, implementor())
                        != null;
    }

    /** Reads those of a class anew, whose rows a statement may have changed. */
    void refresh(Class<?> type) {
        of(type).forEach(session::refresh);
    }

    /** Lets those of a class go whose rows a statement has deleted. */
    <T> void forgetDeleted(Class<T> type) {
        var held = of(type);
        if (!held.isEmpty()) {
            var criteria = session.getCriteriaBuilder().createQuery(type);
            var root = criteria.from(type);
            criteria.select(root).where(root.in(held));
            var left = session.createSelectionQuery(criteria).getResultList();
            held.stream()
                    .filter(entity -> left.stream().noneMatch(there -> there == entity))
                    .forEach(session::detach);
        }
    }

    private List<Object> of(Class<?> type) {
        return all().stream().filter(type::isInstance).toList();
    }

    private Stream<Map.Entry<Object, EntityEntry>> entries() {
        return Stream.of(implementor().getPersistenceContext().reentrantSafeEntityEntries());
    }

    private SessionImplementor implementor() {
        return session.unwrap(SessionImplementor.class);
    }
}
