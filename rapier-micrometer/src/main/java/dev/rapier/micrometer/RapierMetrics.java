package dev.rapier.micrometer;

import dev.rapier.sql.Database;
import dev.rapier.sql.DatabaseNotConnected;
import dev.rapier.sql.PoolState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The numbers of a database in a registry of Micrometer, until it is closed.
 *
 * <pre>{@code
 * var metrics = RapierMetrics.bind(db, registry);
 * }</pre>
 *
 * <table>
 * <caption>The meters; all have the tag {@code database}</caption>
 * <tr><td>{@code rapier.database.connections.max}<td>connections at most
 * <tr><td>{@code rapier.database.connections.active}<td>connections that are out
 * <tr><td>{@code rapier.database.connections.idle}<td>connections that are open and not out
 * <tr><td>{@code rapier.database.waiting}<td>callers that wait for a connection
 * <tr><td>{@code rapier.database.acquire}<td>timer of waits for a connection; tag {@code outcome}: {@code ok}, {@code cancelled} or the
 *     name of the exception, such as {@code PoolTimeout}
 * <tr><td>{@code rapier.database.statements}<td>timer of statements and of the steps of transactions; tags {@code kind}
 *     ({@code fetch}, {@code commit} ...) and {@code outcome}
 * </table>
 *
 * <p>The numbers of the pool are not there ({@code NaN}) while the database is not connected.
 */
public final class RapierMetrics implements AutoCloseable {
    private final Database database;
    private final MeterRegistry registry;
    private final DatabaseTimers timers;
    private final List<Meter> gauges = new ArrayList<>();

    private RapierMetrics(Database database, MeterRegistry registry, Tags tags) {
        this.database = database;
        this.registry = registry;
        this.timers = new DatabaseTimers(registry, tags);
        gauge("rapier.database.connections.max", "Connections at most", PoolState::max, tags);
        gauge("rapier.database.connections.active", "Connections that are out", PoolState::active, tags);
        gauge("rapier.database.connections.idle", "Connections that are open and not out", PoolState::idle, tags);
        gauge("rapier.database.waiting", "Callers that wait for a connection", PoolState::waiting, tags);
    }

    /** Binds a database under the name that its URL says. */
    public static RapierMetrics bind(Database database, MeterRegistry registry) {
        var name = database.url().database();
        return bind(database, registry, name.isEmpty() ? database.url().host() : name);
    }

    /** Binds a database under a name, where two have the same. It may be connected later. */
    public static RapierMetrics bind(Database database, MeterRegistry registry, String name) {
        var metrics = new RapierMetrics(database, registry, Tags.of("database", name));
        database.listen(metrics.timers);
        return metrics;
    }

    /** Ends the measuring, and takes the meters out of the registry. */
    @Override
    public void close() {
        database.forget(timers);
        gauges.forEach(registry::remove);
        timers.remove();
    }

    private void gauge(String name, String description, ToDoubleFunction<PoolState> number, Tags tags) {
        gauges.add(Gauge.builder(name, database, db -> now(db, number))
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry));
    }

    private static double now(Database database, ToDoubleFunction<PoolState> number) {
        try {
            return database.isConnected() ? number.applyAsDouble(database.pool()) : Double.NaN;
        } catch (DatabaseNotConnected e) {
            return Double.NaN; // in this moment
        }
    }
}
