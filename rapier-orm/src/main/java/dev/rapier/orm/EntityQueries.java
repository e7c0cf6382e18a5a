package dev.rapier.orm;

import dev.rapier.async.AsyncGenerator;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.ScrollMode;

/** What a {@link Session} is asked: entities by their keys, queries, streams, and statements that change many rows. */
public abstract sealed class EntityQueries permits Session {
    private static final int FETCH_SIZE = 500;

    private final UnitOfWork unit;

    EntityQueries(UnitOfWork unit) {
        this.unit = unit;
    }

    /** The entity with this primary key; without SQL if the session has it already. */
    public <E> Optional<E> get(Class<E> entity, Object id) {
        return unit.call("get", session -> {
            unit.mapping().entities().requireEntity(entity);
            return Optional.ofNullable(session.find(entity, id));
        });
    }

    /** {@link #get} that reads the row anew and locks it until the end of the transaction: {@code with_for_update=True}. */
    public <E> Optional<E> getForUpdate(Class<E> entity, Object id) {
        return unit.call("getForUpdate", session -> {
            unit.mapping().entities().requireEntity(entity);
            var found = Optional.ofNullable(session.find(entity, id, LockModeType.PESSIMISTIC_WRITE));
            found.ifPresent(session::refresh); // it may have been here before the lock
            return found;
        });
    }

    /**
     * The entity with this primary key.
     *
     * @throws NoResultFound if there is none
     */
    public <E> E getOne(Class<E> entity, Object id) {
        return get(entity, id)
                .orElseThrow(() -> new NoResultFound("There is no " + entity.getSimpleName() + " with the key " + id));
    }

    /**
     * Runs a query and reads all its rows.
     *
     * @throws MappingException if it names what is not mapped
     */
    public <R> Result<R> execute(Select<?, R> select) {
        return unit.call("execute", session -> new Result<>(select, rows(session, select)));
    }

    private <R> List<R> rows(org.hibernate.Session session, Select<?, R> select) {
        var answers = SelectTranslation.query(session, select, unit.mapping().entities())
                .getResultList();
        var later =
                select.clauses().loads.stream().filter(load -> !load.joined()).toList();
        if (!later.isEmpty() && !select.shape().terms().isEmpty()) {
            throw new MappingException(select + " gives no entities, to which options(..) could load anything", null);
        }
        later.forEach(load -> new EagerLoading(session, unit.mapping()).load(answers, load));
        return answers.stream().<R>map(select.shape()::row).toList();
    }

    /**
     * Changes or deletes many rows by one statement, after what was added and changed has been sent. Entities of the session
     * stay right: those of the class are read anew, and those whose row is gone are no longer looked after.
     *
     * @return how many rows it was
     * @throws MappingException if it names what is not mapped
     */
    public int execute(BulkStatement<?> statement) {
        return unit.call("execute", session -> {
            var query = new BulkTranslation(session, unit.mapping().entities()).statement(statement);
            session.flush();
            int rows = query.executeUpdate();
            switch (statement) {
                case BulkUpdate<?> update -> new HeldEntities(session).refresh(update.entity());
                case BulkDelete<?> delete -> new HeldEntities(session).forgetDeleted(delete.entity());
            }
            return rows;
        });
    }

    /** {@code execute(select).scalars()}. */
    public <R> Scalars<R> scalars(Select<?, R> select) {
        return execute(select).scalars();
    }

    /** {@code execute(select).scalar()}: the first value, if there is one. */
    public <R> Optional<R> scalar(Select<?, R> select) {
        return execute(select).scalar();
    }

    /**
     * Runs a query and reads its rows from a cursor while they are consumed, some hundred at a time; leaving early closes it.
     *
     * <p>Entities that come this way are not looked after by the session, so that any number of rows takes the same memory:
     * {@link Session#merge} one to change it. The session holds its connection meanwhile; a commit or rollback ends the stream.
     */
    public <R> AsyncGenerator<R> stream(Select<?, R> select) {
        return AsyncGenerator.of(out -> {
            try (var rows = unit.step("stream", () -> open(select))) {
                while (rows.next()) {
                    out.yield(rows.row());
                }
            }
        });
    }

    /**
     * {@link #stream} in lists of this size; the last may be shorter.
     *
     * @throws IllegalArgumentException if the size is less than one
     */
    public <R> AsyncGenerator<List<R>> partitions(Select<?, R> select, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size is at least 1: " + size);
        }
        return AsyncGenerator.of(out -> {
            var partition = new ArrayList<R>(size);
            stream(select).forEach(row -> {
                partition.add(row);
                if (partition.size() == size) {
                    out.yield(List.copyOf(partition));
                    partition.clear();
                }
            });
            if (!partition.isEmpty()) {
                out.yield(List.copyOf(partition));
            }
        });
    }

    private <R> EntityCursor<R> open(Select<?, R> select) {
        if (!select.clauses().loads.isEmpty()) {
            throw new MappingException(select + " is streamed, where options(..) can't load anything", null);
        }
        var session = unit.stateless();
        try {
            var rows = SelectTranslation.query(session, select, unit.mapping().entities())
                    .setFetchSize(FETCH_SIZE)
                    .scroll(ScrollMode.FORWARD_ONLY);
            return new EntityCursor<>(unit, session, rows, select.shape());
        } catch (Throwable e) {
            session.close();
            throw e;
        }
    }
}
