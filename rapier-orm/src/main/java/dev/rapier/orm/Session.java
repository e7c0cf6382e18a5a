package dev.rapier.orm;

import dev.rapier.async.Action;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Coroutine;
import dev.rapier.sql.Queries;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.ScrollMode;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work: entities that are looked after, and one transaction at a time. SQLAlchemy's {@code AsyncSession}.
 *
 * <pre>{@code
 * try (var session = sessions.open()) {
 *     var user = new User("ann", "ann@example.org");
 *     session.add(user);
 *     session.commit();
 *     return session.refresh(user);
 * }
 * }</pre>
 *
 * <p>A transaction begins by itself with the first statement, which is also when a connection is taken from the pool, and ends
 * with {@link #commit}, {@link #rollback} or {@link #close}. What was added or changed goes to the database before a query that
 * may be touched by it, and before a commit. One row is one object in a session; after a commit it stays readable without SQL
 * ({@code expire_on_commit=False}).
 *
 * <p>A session belongs to the task that opened it. Another one that uses it meanwhile gets {@link ConcurrentSessionUse}.
 * After an error from the database a session answers {@link PendingRollback} until {@link #rollback}.
 */
public final class Session implements AutoCloseable, Iterable<Object> {
    private static final int FETCH_SIZE = 500;

    private final UnitOfWork unit;
    private final Map<String, Object> info = new ConcurrentHashMap<>();

    Session(UnitOfWork unit) {
        this.unit = unit;
    }

    /**
     * Takes a new entity in; it is inserted by the next flush.
     *
     * @return the same object
     * @throws MappingException if its class is not an entity of the engine
     */
    public <E> E add(E entity) {
        return unit.call("add", session -> {
            unit.mapping().entities().requireEntity(entity.getClass());
            session.persist(entity);
            return entity;
        });
    }

    /** {@link #add}, for each. */
    public void addAll(Collection<?> entities) {
        entities.forEach(this::add);
    }

    /** Marks an entity as to be deleted, by the next flush, and what its mapping lets go with it. */
    public void delete(Object entity) {
        unit.call("delete", session -> {
            session.remove(entity);
            return this;
        });
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

    /** Copies the state of an entity from elsewhere onto the session's own, which is loaded or made, and returns that. */
    public <E> E merge(E entity) {
        return unit.call("merge", session -> session.merge(entity));
    }

    /**
     * Reads an entity anew, and loads the named lazy attributes.
     *
     * @return the same object
     */
    public <E> E refresh(E entity, String... attributes) {
        return unit.call("refresh", session -> {
            session.refresh(entity);
            for (String attribute : attributes) {
                unit.mapping().load(entity, attribute);
            }
            return entity;
        });
    }

    /**
     * Begins the transaction now rather than with the first statement, so that statements of the database beside the session
     * ({@link OrmEngine#on}) belong to it from now on. Does nothing if it has begun.
     */
    public void begin() {
        unit.begin();
    }

    /** Sends what was added, changed and deleted to the database, inside the transaction. */
    public void flush() {
        unit.call("flush", session -> {
            session.flush();
            return this;
        });
    }

    /** Flushes and commits; the next statement begins another transaction. */
    public void commit() {
        unit.call("commit", session -> {
            session.getTransaction().commit();
            return this;
        });
    }

    /**
     * The transaction of this session, which begins if there is none, for statements in plain SQL. What was added or changed is
     * sent to the database before.
     *
     * <pre>{@code
     * session.connection().execute("REFRESH MATERIALIZED VIEW totals");
     * }</pre>
     */
    public Queries connection() {
        return unit.connection();
    }

    /** Undoes all since the last commit. Entities keep what they hold, but the session no longer looks after them. */
    public void rollback() {
        unit.rollback();
    }

    /** {@link #rollback}, so that the session is as if it was new: what it looked after it no longer does. */
    public void reset() {
        rollback();
    }

    /**
     * Gives the connection up, whatever state it is in, rather than back to the pool; the transaction ends with it. The session
     * goes on with another one.
     */
    public void invalidate() {
        unit.invalidate();
    }

    /** Takes an entity out of the session, which no longer looks after it. */
    public void expunge(Object entity) {
        unit.call("expunge", session -> {
            session.detach(entity);
            return this;
        });
    }

    /** Takes all entities out of the session. */
    public void expungeAll() {
        unit.call("expungeAll", session -> {
            session.clear();
            return this;
        });
    }

    /** Whether the session looks after this object. */
    public boolean contains(Object entity) {
        return unit.call("contains", session -> session.contains(entity));
    }

    /** The entities that the session looks after: SQLAlchemy's {@code iter(session)} and {@code identity_map}. */
    public List<Object> entities() {
        return unit.call("entities", session -> new HeldEntities(session).all());
    }

    /** {@link #entities}. */
    @Override
    public Iterator<Object> iterator() {
        return entities().iterator();
    }

    /** Those that were added and are not in the database yet; some keys are made there, so that {@link #add} inserts at once. */
    public List<Object> newObjects() {
        return unit.call("newObjects", session -> new HeldEntities(session).fresh());
    }

    /** Those whose row the next flush changes. */
    public List<Object> dirty() {
        return unit.call("dirty", session -> new HeldEntities(session).dirty());
    }

    /** Those whose row the next flush deletes. */
    public List<Object> deleted() {
        return unit.call("deleted", session -> new HeldEntities(session).deleted());
    }

    /** Whether a flush would change the row of this entity. */
    public boolean isModified(Object entity) {
        return unit.call("isModified", session -> new HeldEntities(session).isDirty(entity));
    }

    /** Anything that the program wants to find again at the session. */
    public Map<String, Object> info() {
        return info;
    }

    /**
     * Runs work in which queries don't send what was added and changed before. A commit still does.
     */
    public <T extends @Nullable Object> T noAutoflush(Coroutine<T> work) {
        boolean before = unit.autoflush(false);
        try {
            return work.await();
        } finally {
            unit.autoflush(before);
        }
    }

    /** {@link #noAutoflush(Coroutine)} for work without a result. */
    public void noAutoflush(Action work) {
        noAutoflush(work.coroutine());
    }

    /** Whether a flush would send anything. */
    public boolean isModified() {
        return unit.call("isModified", org.hibernate.Session::isDirty);
    }

    /** Whether a transaction has begun, that is: whether the session holds a connection. */
    public boolean inTransaction() {
        return unit.inTransaction();
    }

    /** Whether a {@link #beginNested} is under way. */
    public boolean inNestedTransaction() {
        return unit.inNestedTransaction();
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
        var answers = CriteriaTranslation.query(session, select, unit.mapping().entities())
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
            var query = CriteriaTranslation.statement(
                    session, statement, unit.mapping().entities());
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
     * {@link #merge} one to change it. The session holds its connection meanwhile; a commit or rollback ends the stream.
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

    /**
     * Runs work behind a savepoint: if it throws, what it did is undone and all else in the transaction stays. Entities are
     * no longer looked after then.
     */
    public <T extends @Nullable Object> T beginNested(Coroutine<T> work) {
        var savepoint = unit.savepoint();
        T value;
        try {
            value = work.await();
            unit.release(savepoint);
        } catch (Throwable e) {
            try {
                unit.rollback(savepoint);
            } catch (RuntimeException failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
        return value;
    }

    /** {@link #beginNested(Coroutine)} for work without a result. */
    public void beginNested(Action work) {
        beginNested(work.coroutine());
    }

    /** Rolls back what was not committed and gives the connection back. A second call does nothing. */
    @Override
    public void close() {
        unit.close();
    }

    private <R> EntityCursor<R> open(Select<?, R> select) {
        if (!select.clauses().loads.isEmpty()) {
            throw new MappingException(select + " is streamed, where options(..) can't load anything", null);
        }
        var session = unit.stateless();
        try {
            var rows = CriteriaTranslation.query(session, select, unit.mapping().entities())
                    .setFetchSize(FETCH_SIZE)
                    .scroll(ScrollMode.FORWARD_ONLY);
            return new EntityCursor<>(unit, session, rows, select.shape());
        } catch (Throwable e) {
            session.close();
            throw e;
        }
    }
}
