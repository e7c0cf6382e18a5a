package dev.rapier.orm;

import dev.rapier.sql.DatabaseOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How an {@link OrmEngine} behaves. Immutable; every method gives a copy.
 *
 * @param entities the classes that are mapped: static or top-level, with {@code @Entity} and a constructor without parameters; a
 *     program with a module descriptor opens their package and requires {@code org.hibernate.orm.core}
 * @param echo whether each statement is logged with its parameters, and BEGIN, COMMIT and ROLLBACK, at level INFO to the logger
 *     {@code rapier.sql}; default false
 * @param hideParameters whether the echo leaves the values out; default false
 * @param batchSize how many inserts or updates go to the server at once, default 50
 * @param warnAfter how often the same query may run in a session before there is a warning that names it, the attribute that it loads,
 *     and the line of the program (N+1); 0 for never, the default but in debug mode ({@code -Drapier.debug=true}), where it is 10
 * @param pool options of the engine's own pool
 * @param properties settings of Hibernate by name, which win over what this module sets
 */
public record OrmOptions(
        List<Class<?>> entities,
        boolean echo,
        boolean hideParameters,
        int batchSize,
        int warnAfter,
        UnaryOperator<DatabaseOptions> pool,
        Map<String, String> properties) {
    /** Keeps copies. */
    public OrmOptions {
        entities = List.copyOf(entities);
        properties = Map.copyOf(properties);
        if (warnAfter < 0) {
            throw new IllegalArgumentException("warnAfter must not be negative: " + warnAfter);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize is at least 1: " + batchSize);
        }
    }

    static OrmOptions standard() {
        return new OrmOptions(
                List.of(),
                false,
                false,
                50,
                Boolean.getBoolean("rapier.debug") ? 10 : 0,
                UnaryOperator.identity(),
                Map.of());
    }

    /** These options with more entity classes. */
    public OrmOptions entities(Class<?>... more) {
        var all = Stream.concat(entities.stream(), Stream.of(more)).distinct().toList();
        return new OrmOptions(all, echo, hideParameters, batchSize, warnAfter, pool, properties);
    }

    /** These options with the echo on or off. */
    public OrmOptions echo(boolean echo) {
        return new OrmOptions(entities, echo, hideParameters, batchSize, warnAfter, pool, properties);
    }

    /** These options with the values hidden in the echo, or shown. */
    public OrmOptions hideParameters(boolean hideParameters) {
        return new OrmOptions(entities, echo, hideParameters, batchSize, warnAfter, pool, properties);
    }

    /** These options with another batch size. */
    public OrmOptions batchSize(int batchSize) {
        return new OrmOptions(entities, echo, hideParameters, batchSize, warnAfter, pool, properties);
    }

    /** These options with another number of equal queries before a warning; 0 for none. */
    public OrmOptions warnAfter(int queries) {
        return new OrmOptions(entities, echo, hideParameters, batchSize, queries, pool, properties);
    }

    /** These options with so many connections at most in the engine's own pool, default 10. */
    public OrmOptions poolSize(int connections) {
        return pool(options -> options.maxSize(connections));
    }

    /** These options with more said about the engine's own pool. */
    public OrmOptions pool(UnaryOperator<DatabaseOptions> more) {
        var before = pool;
        return new OrmOptions(
                entities,
                echo,
                hideParameters,
                batchSize,
                warnAfter,
                options -> more.apply(before.apply(options)),
                properties);
    }

    /** These options with a setting of Hibernate's own. */
    public OrmOptions property(String name, String value) {
        var all = new TreeMap<>(properties);
        all.put(name, value);
        return new OrmOptions(entities, echo, hideParameters, batchSize, warnAfter, pool, all);
    }
}
