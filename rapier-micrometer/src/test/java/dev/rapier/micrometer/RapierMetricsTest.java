package dev.rapier.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.Database;
import dev.rapier.sql.PoolTimeout;
import dev.rapier.sql.UniqueViolation;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RapierMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Database db = Database.of(
            EmbeddedPostgres.shared().createDatabase(), o -> o.maxSize(1).poolWait(Duration.ofMillis(50)));

    @AfterEach
    void close() {
        db.close();
    }

    private double gauge(String name) {
        return registry.get("rapier.database." + name)
                .tag("database", db.url().database())
                .gauge()
                .value();
    }

    private long statements(String kind, String outcome) {
        return registry.get("rapier.database.statements")
                .tags("kind", kind, "outcome", outcome)
                .timer()
                .count();
    }

    @Test
    void poolIsThereWhileItIsConnected() {
        try (var metrics = RapierMetrics.bind(db, registry)) {
            assertThat(metrics).isNotNull();
            assertThat(gauge("connections.active")).isNaN();
            db.connect();
            assertThat(gauge("connections.max")).isEqualTo(1);
            assertThat(gauge("connections.idle")).isEqualTo(1);
            try (var held = db.connection()) {
                assertThat(held.fetchVal("SELECT 1")).contains(1);
                assertThat(gauge("connections.active")).isEqualTo(1);
                assertThat(gauge("connections.idle")).isZero();
                assertThat(gauge("waiting")).isZero();
            }
            db.disconnect();
            assertThat(gauge("connections.idle")).isNaN();
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void acquiresAndStatementsAreTimedByOutcome() throws Exception {
        var metrics = RapierMetrics.bind(db, registry, "shop");
        db.connect();
        db.execute("CREATE TABLE item (id int PRIMARY KEY)");
        db.transaction(tx -> tx.execute("INSERT INTO item VALUES (1)"));
        assertThatThrownBy(() -> db.execute("INSERT INTO item VALUES (1)")).isInstanceOf(UniqueViolation.class);
        try (var held = db.connection()) {
            var other = Thread.ofVirtual()
                    .start(() ->
                            assertThatThrownBy(() -> db.fetchVal("SELECT 1")).isInstanceOf(PoolTimeout.class));
            other.join();
            assertThat(held.fetchVal("SELECT 1")).contains(1);
        }
        assertThat(statements("execute", "ok")).isEqualTo(2);
        assertThat(statements("execute", "UniqueViolation")).isEqualTo(1);
        assertThat(statements("commit", "ok")).isEqualTo(1);
        assertThat(statements("fetch", "ok")).isEqualTo(1);
        var acquire = registry.get("rapier.database.acquire").tag("database", "shop");
        assertThat(acquire.tag("outcome", "ok").timer().count()).isEqualTo(4);
        var refused = registry.get("rapier.database.acquire")
                .tag("outcome", "PoolTimeout")
                .timer();
        assertThat(refused.count()).isEqualTo(1);
        assertThat(refused.totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isGreaterThanOrEqualTo(50);
        metrics.close();
        db.fetchVal("SELECT 1");
        assertThat(registry.getMeters()).isEmpty();
    }
}
