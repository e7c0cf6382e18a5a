package dev.rapier.orm;

import dev.rapier.async.Coroutine;
import dev.rapier.async.Fn;
import dev.rapier.async.Resource;
import dev.rapier.sql.TransactionOptions;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions; SQLAlchemy's {@code async_sessionmaker}.
 *
 * <pre>{@code
 * final SessionMaker sessions = SessionMaker.of(engine);
 *
 * try (var session = sessions.open()) {                     // async with async_session() as session
 *     session.getOne(User.class, 1);
 * }
 * var user = sessions.begin(s -> s.add(new User("ann", "ann@example.org")));    // commits, or rolls back, and closes
 * }</pre>
 */
public final class SessionMaker {
    private final OrmEngine engine;
    private final Settings settings;

    /** How sessions behave. */
    record Settings(boolean autoflush, TransactionOptions transactions) {}

    private SessionMaker(OrmEngine engine, Settings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /** A maker of sessions on this engine. */
    public static SessionMaker of(OrmEngine engine) {
        return new SessionMaker(engine, new Settings(true, TransactionOptions.of()));
    }

    /** A maker of sessions whose queries send what was added and changed before, as is the default, or don't. */
    public SessionMaker autoflush(boolean autoflush) {
        return new SessionMaker(engine, new Settings(autoflush, settings.transactions));
    }

    /** A maker of sessions with transactions like these: serializable, or for reading only. */
    public SessionMaker transactions(TransactionOptions transactions) {
        return new SessionMaker(engine, new Settings(settings.autoflush, transactions));
    }

    /** The engine below. */
    public OrmEngine engine() {
        return engine;
    }

    /** Opens a session, which takes no connection yet. Close it, best by try-with-resources. */
    public Session open() {
        return engine.openSession(settings);
    }

    /**
     * A session for the time of a request or of another piece of work: committed when that ends well, rolled back when it throws, and
     * closed in both cases. It takes no connection before its first statement.
     *
     * <pre>{@code
     * @Provides
     * Resource<Session> session() {
     *     return sessions.perRequest();
     * }
     *
     * @Get("/users/{user_id}")
     * String email(int userId, Session session) {    // committed before the answer is sent
     *     return session.getOne(User.class, userId).email;
     * }
     * }</pre>
     */
    public Resource<Session> perRequest() {
        return Resource.from(out -> {
            try (var session = open()) {
                out.yield(session);
                session.commit();
            }
        });
    }

    /**
     * Runs work in a session of its own, and commits. If the work or the commit throws, all is rolled back. The transaction
     * begins before the work; see {@link Session#begin}.
     */
    public <R extends @Nullable Object> R begin(Fn<Session, R> work) {
        try (var session = open()) {
            session.begin();
            Coroutine<R> body = () -> work.apply(session);
            R result = body.await();
            session.commit();
            return result;
        }
    }
}
