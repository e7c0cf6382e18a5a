package dev.rapier.orm;

import jakarta.persistence.criteria.JoinType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Loads relations of entities that a query has found, by one statement for many of them. */
record EagerLoading(Session session, BuiltMapping mapping) {
    /** How many entities a statement is about. */
    private static final int MOST = 500;

    /** Loads what the path names of all of these, step by step. */
    void load(Collection<?> found, Load<?> load) {
        mapping.entities().require(load.relation());
        Set<Object> owners = identities(found.stream());
        for (String attribute : load.relation().path().split("\\.", -1)) {
            if (owners.isEmpty()) {
                return;
            }
            var all = new ArrayList<>(owners);
            for (int from = 0; from < all.size(); from += MOST) {
                fetch(all.subList(from, Math.min(from + MOST, all.size())), attribute);
            }
            owners = identities(all.stream().flatMap(owner -> values(mapping.value(owner, attribute))));
        }
    }

    private void fetch(List<Object> owners, String attribute) {
        var missing = owners.stream()
                .filter(owner -> !Hibernate.isInitialized(mapping.value(owner, attribute)))
                .toList();
        if (!missing.isEmpty()) {
            fetch(mapping.entities().owner(Hibernate.getClass(missing.getFirst()), attribute), missing, attribute);
        }
    }

    private <T> void fetch(Class<T> type, List<Object> owners, String attribute) {
        var criteria = session.getCriteriaBuilder().createQuery(type);
        var root = criteria.from(type);
        root.fetch(attribute, JoinType.LEFT);
        criteria.select(root).where(root.in(owners));
        session.createSelectionQuery(criteria).getResultList();
    }

    private static Stream<?> values(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Collection<?> many -> many.stream();
            case Map<?, ?> map -> map.values().stream();
            default -> Stream.of(Hibernate.unproxy(value));
        };
    }

    private static Set<Object> identities(Stream<?> objects) {
        Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
        objects.filter(java.util.Objects::nonNull).forEach(set::add);
        return set;
    }
}
