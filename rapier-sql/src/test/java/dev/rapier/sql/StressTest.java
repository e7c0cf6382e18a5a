package dev.rapier.sql;

import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.TaskGroup;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Thousands of tasks on ten connections, cancelled at random moments, while backends are killed. */
class StressTest {
    private static final int TASKS = 5_000;

    private final Set<Integer> attempted = ConcurrentHashMap.newKeySet();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();

    @Test
    void everyPermitAndConnectionComesHomeAndNothingThatWasAcknowledgedIsLost() throws Exception {
        try (var db = Databases.fresh(o -> o.maxSize(10).poolWait(Duration.ofSeconds(120)));
                var admin = Databases.beside(db)) {
            db.execute("CREATE TABLE entry (id int PRIMARY KEY)");
            group(all -> {
                all.background(() -> killBackends(admin));
                return inGroup(db);
            });

            assertThat(db.pool().active()).isZero();
            assertThat(db.pool().waiting()).isZero();
            assertThat(db.holders()).isZero();
            db.fetchAll("SELECT pg_sleep(0.01)");
            var stored = new HashSet<>(admin.fetchAll(Integer.class, "SELECT id FROM entry"));
            assertThat(stored).containsAll(acknowledged);
            assertThat(attempted).containsAll(stored).hasSize(TASKS);
            assertThat(acknowledged).isNotEmpty();
            assertThat(lost.get() + acknowledged.size()).isLessThanOrEqualTo(TASKS);
        }
    }

    private int inGroup(Database db) {
        return group((TaskGroup tasks) -> {
            for (int i = 0; i < TASKS; i++) {
                int id = i;
                tasks.start(() -> attempt(db, id));
            }
            return TASKS;
        });
    }

    private boolean attempt(Database db, int id) {
        attempted.add(id);
        try {
            var limit = Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 6_000));
            moveOnAfter(limit, () -> write(db, id)).ifPresent(acknowledged::add);
        } catch (ConnectionLost e) {
            lost.incrementAndGet();
        }
        return true;
    }

    private static int write(Database db, int id) {
        var values = Map.of("id", id);
        return db.transaction(tx -> {
            tx.execute("INSERT INTO entry VALUES (:id)", values);
            tx.fetchVal("SELECT pg_sleep(0.001)");
            return id;
        });
    }

    private static boolean killBackends(Database admin) {
        while (true) {
            sleep(Duration.ofMillis(100));
            admin.fetchAll("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1");
        }
    }
}
