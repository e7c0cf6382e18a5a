package dev.rapier.orm;

import dev.rapier.async.Fn;
import dev.rapier.orm.jdbc.Echo;
import dev.rapier.orm.jdbc.HibernateConnections;
import dev.rapier.orm.jdbc.SessionConnection;
import dev.rapier.orm.jdbc.TaskConnections;
import dev.rapier.sql.Database;
import dev.rapier.sql.DatabaseConnection;
import dev.rapier.sql.Transaction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Knows a database and how entities are mapped to it; what SQLAlchemy's {@code create_async_engine} makes.
 *
 * <pre>{@code
 * final OrmEngine engine = OrmEngine.create(
 *         "postgresql://user:password@localhost/dbname", o -> o.echo(true).entities(User.class));
 * final SessionMaker sessions = SessionMaker.of(engine);
 * }</pre>
 *
 * <p>Making an engine does no I/O and returns at once: the mapping is worked out meanwhile, on a thread of its own, and the
 * first session waits for it. A mapping that does not fit is logged when it is found, and thrown by everything that needs it.
 */
public final class OrmEngine implements AutoCloseable {
    private final Database database;
    private final boolean ownDatabase;
    private final TaskConnections connections;
    private final @Nullable Echo echo;
    private final int warnAfter;
    private final MappingBuild mapping;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OrmEngine(Database database, boolean ownDatabase, OrmOptions options) {
        this.database = database;
        this.ownDatabase = ownDatabase;
        this.connections = new TaskConnections(database, ownDatabase);
        this.echo = options.echo() ? new Echo(options.hideParameters()) : null;
        this.warnAfter = options.warnAfter();
        var provider = new HibernateConnections(connections, echo);
        this.mapping = MappingBuild.start(options.entities(), () -> BuiltMapping.of(options, provider, database.url()));
    }

    /**
     * An engine with a pool of its own, which is opened by the first statement.
     *
     * @throws IllegalArgumentException when the URL is none, or of a database that Rapier does not know
     */
    public static OrmEngine create(String url, UnaryOperator<OrmOptions> options) {
        var chosen = options.apply(OrmOptions.standard());
        return new OrmEngine(Database.of(url, chosen.pool()), true, chosen);
    }

    /**
     * An engine on the pool of a database, which stays responsible for connecting and disconnecting.
     *
     * <p>A session shares its task's connection with the database: inside {@code db.transaction(..)} the session is part of that
     * transaction, and its commit a savepoint; a statement of the database while the session has a transaction open is part of
     * the session's.
     */
    public static OrmEngine on(Database database, UnaryOperator<OrmOptions> options) {
        return new OrmEngine(database, false, options.apply(OrmOptions.standard()));
    }

    /**
     * Creates the tables, columns and sequences that the entities need and that are missing; for development and tests. What is
     * there stays. On H2 Hibernate does not find foreign keys again, and warns that they are there. {@code Base.metadata.create_all}.
     */
    public void createAll() {
        mapping().createAll();
    }

    /**
     * Waits until the mapping is worked out and checked, for programs that want to know at start.
     *
     * @throws MappingException if an entity or a column does not fit
     */
    public void awaitMapping() {
        mapping();
    }

    /**
     * A connection for statements in plain SQL, to be closed; of a pool of its own the engine opens that if need be.
     */
    public DatabaseConnection connect() {
        requireOpen();
        return connections.connected().connection();
    }

    /**
     * Runs work in plain SQL in a transaction, which is committed if it ends well: {@code async with engine.begin() as conn}.
     */
    public <R extends @Nullable Object> R begin(Fn<? super Transaction, ? extends R> work) {
        requireOpen();
        return connections.connected().transaction(work);
    }

    /** The database below. */
    public Database database() {
        return database;
    }

    /** Ends the engine, and its pool if that is its own. A second call does nothing. {@code engine.dispose()}. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            mapping.whenBuilt(BuiltMapping::close);
            if (ownDatabase) {
                database.disconnect();
            }
        }
    }

    Session openSession(SessionMaker.Settings settings) {
        requireOpen();
        return new Session(new UnitOfWork(
                this, new SessionConnection(connections, echo, settings.transactions()), settings.autoflush()));
    }

    /** What watches a new session for queries that are repeated, if anything should. */
    @Nullable
    RepeatedLoads repeatedLoads() {
        return warnAfter == 0 ? null : new RepeatedLoads(warnAfter);
    }

    BuiltMapping mapping() {
        requireOpen();
        return mapping.await();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new SessionClosed("The engine on " + database + " is closed");
        }
    }
}
