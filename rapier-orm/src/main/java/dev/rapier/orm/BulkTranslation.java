package dev.rapier.orm;

import static dev.rapier.orm.TermTranslation.typed;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.MutationQuery;

/** From {@link BulkStatement} to a statement of JPA's Criteria. */
record BulkTranslation(SharedSessionContract session, EntityMapping mapping) {
    /**
     * The statement, ready to run in this session.
     *
     * @throws MappingException if it names what the mapping does not have
     */
    MutationQuery statement(BulkStatement<?> statement) {
        return switch (statement) {
            case BulkUpdate<?> update -> update(update);
            case BulkDelete<?> delete -> delete(delete);
        };
    }

    private <E> MutationQuery update(BulkUpdate<E> update) {
        mapping.requireEntity(update.entity());
        if (update.values().isEmpty()) {
            throw new MappingException(update + " sets nothing: say values(attribute, value)", null);
        }
        var builder = session.getCriteriaBuilder();
        var statement = builder.createCriteriaUpdate(update.entity());
        var searched = new Searched(mapping, update.entity(), builder, statement, statement.from(update.entity()));
        update.values().forEach((path, value) -> {
            if (value.column() == null) {
                mapping.requireValue(update.entity(), path, value.value());
            } else {
                mapping.require(value.column());
            }
            statement.<Object>set(assigned(searched.walk(path)), assigned(value, searched));
        });
        statement.versioned(mapping.isVersioned(update.entity()));
        statement.where(new CriterionTranslation(searched).array(update.criteria()));
        return session.createMutationQuery(statement);
    }

    private <E> MutationQuery delete(BulkDelete<E> delete) {
        mapping.requireEntity(delete.entity());
        var builder = session.getCriteriaBuilder();
        var statement = builder.createCriteriaDelete(delete.entity());
        var searched = new Searched(mapping, delete.entity(), builder, statement, statement.from(delete.entity()));
        statement.where(new CriterionTranslation(searched).array(delete.criteria()));
        return session.createMutationQuery(statement);
    }

    @SuppressWarnings("unchecked") // the mapping was asked for the attribute's type before
    private static Path<Object> assigned(Path<?> attribute) {
        return (Path<Object>) attribute;
    }

    private static Expression<Object> assigned(BulkUpdate.Value value, Searched searched) {
        return typed(
                switch (value.value()) {
                    case null -> searched.builder().nullLiteral(Object.class);
                    case Term<?, ?> term -> new TermTranslation(searched).term(term);
                    case Object plain -> searched.builder().value(plain);
                });
    }
}
