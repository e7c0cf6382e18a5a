package dev.rapier.micrometer;

import dev.rapier.async.Cancellation;
import dev.rapier.sql.DatabaseListener;
import dev.rapier.sql.StatementEnd;
import dev.rapier.sql.WorkKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The timers of one database; made when the first of their kind ends. */
final class DatabaseTimers implements DatabaseListener {
    private final MeterRegistry registry;
    private final Tags tags;
    private final ConcurrentMap<String, Timer> acquires = new ConcurrentHashMap<>();
    private final ConcurrentMap<Statements, Timer> statements = new ConcurrentHashMap<>();

    private record Statements(WorkKind kind, String outcome) {}

    DatabaseTimers(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    @Override
    public void connectionTaken(Duration waited) {
        acquired("ok", waited);
    }

    @Override
    public void connectionRefused(Duration waited, Throwable why) {
        acquired(why instanceof Cancellation ? "cancelled" : why.getClass().getSimpleName(), waited);
    }

    private void acquired(String outcome, Duration waited) {
        acquires.computeIfAbsent(
                        outcome,
                        end -> Timer.builder("rapier.database.acquire")
                                .description("Waits for a connection")
                                .tags(tags.and("outcome", end))
                                .register(registry))
                .record(waited);
    }

    @Override
    public void statementEnded(StatementEnd end) {
        statements
                .computeIfAbsent(
                        new Statements(end.kind(), end.outcome()),
                        what -> Timer.builder("rapier.database.statements")
                                .description("Statements and the steps of transactions")
                                .tags(tags.and(
                                        "kind", what.kind.name().toLowerCase(Locale.ROOT), "outcome", what.outcome))
                                .register(registry))
                .record(end.time());
    }

    void remove() {
        acquires.values().forEach(registry::remove);
        statements.values().forEach(registry::remove);
    }
}
