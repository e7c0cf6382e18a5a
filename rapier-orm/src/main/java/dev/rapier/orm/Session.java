package dev.rapier.orm;

import dev.rapier.async.Action;
import dev.rapier.async.Coroutine;
import dev.rapier.sql.Queries;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
public final class Session extends EntityQueries implements AutoCloseable, Iterable<Object> {
    private final UnitOfWork unit;
    private final Map<String, Object> info = new ConcurrentHashMap<>();

    Session(UnitOfWork unit) {
        super(unit);
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
}
