package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.moveOnAfter;
import static dev.rapier.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.TaskGroup;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Thousands of tasks on ten connections, cancelled at random moments, while backends are killed. They do all that holds a connection:
 * transactions, savepoints that are taken back, streams that are left early, gathers beside and inside a transaction, independent
 * statements below one. In the end the ledger is looked at: what was acknowledged is stored, what is stored was attempted.
 */
class StressTest {
    private static final int TASKS = 5_000;

    /** The second and third row of a task, and one that is always taken back. */
    private static final int SECOND = 1_000_000;

    private static final int THIRD = 1_500_000;
    private static final int TAKEN_BACK = 2_000_000;

    private final Set<Integer> attempted = ConcurrentHashMap.newKeySet();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();

    @Test
    void everyPermitAndConnectionComesHomeAndNothingThatWasAcknowledgedIsLost() throws Exception {
        try (var db = Databases.fresh(o -> o.maxSize(10).fetchSize(5).poolWait(Duration.ofSeconds(120)));
                var admin = Databases.beside(db)) {
            db.execute("CREATE TABLE entry (id int PRIMARY KEY)");
            group(all -> {
                all.background(() -> killBackends(admin));
                return inGroup(db);
            });

            assertThat(db.pool().active()).isZero();
            assertThat(db.pool().waiting()).isZero();
            assertThat(db.holders()).isZero();
            assertThat(db.health().isUp()).isTrue();
            var stored = new HashSet<>(admin.fetchAll(Integer.class, "SELECT id FROM entry"));
            System.out.println("Ledger of " + TASKS + " tasks on 10 connections: rows acknowledged "
                    + acknowledged.size()
                    + ", stored " + stored.size() + ", attempted " + attempted.size() + "; tasks cancelled " + cancelled
                    + ", tasks that lost their connection " + lost + ", backends killed " + killed);
            assertThat(stored).containsAll(acknowledged);
            assertThat(attempted).containsAll(stored);
            assertThat(stored).noneMatch(id -> id >= TAKEN_BACK);
            assertThat(acknowledged).isNotEmpty();
            assertThat(killed.get()).isPositive();
            assertThat(cancelled.get()).isPositive();
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
        try {
            var limit = Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 8_000));
            moveOnAfter(limit, () -> work(db, id)).ifPresentOrElse(acknowledged::addAll, cancelled::incrementAndGet);
        } catch (ConnectionLost e) {
            lost.incrementAndGet();
        }
        return true;
    }

    /** One of the ways to use a database; returns the rows that are stored for good when it returns. */
    private List<Integer> work(Database db, int id) {
        return switch (id % 6) {
            case 0 ->
                db.transaction(tx -> {
                    insert(tx, id);
                    tx.fetchVal("SELECT pg_sleep(0.001)");
                    return List.of(id);
                });
            case 1 ->
                db.transaction(tx -> {
                    insert(tx, id);
                    try (var savepoint = tx.begin()) {
                        insert(savepoint, id + TAKEN_BACK);
                    }
                    return tx.transaction(inner -> {
                        insert(inner, id + SECOND);
                        return List.of(id, id + SECOND);
                    });
                });
            case 2 -> {
                db.iterate("SELECT generate_series(1, 1000) AS n").take(7).toList();
                insert(db, id);
                yield List.of(id);
            }
            case 3 -> gather(() -> insert(db, id), () -> insert(db, id + SECOND), (a, b) -> List.of(a, b));
            case 4 ->
                db.transaction(
                        tx -> gather(() -> insert(tx, id), () -> insert(tx, id + SECOND), (a, b) -> List.of(a, b)));
            default -> {
                var rows = new HashSet<Integer>();
                db.iterate("SELECT generate_series(1, 100) AS n")
                        .take(2)
                        .forEach(row -> rows.add(gather(
                                () -> insert(db, row.getInt("n") == 1 ? id : id + SECOND),
                                () -> 1,
                                (own, one) -> own)));
                db.transaction(tx -> {
                    insert(tx, id + TAKEN_BACK);
                    acknowledged.add(insert(db.independent(), id + THIRD));
                    tx.rollback();
                    return true;
                });
                yield List.copyOf(rows);
            }
        };
    }

    private int insert(Queries on, int id) {
        attempted.add(id);
        on.execute("INSERT INTO entry VALUES (:id)", Map.of("id", id));
        return id;
    }

    private boolean killBackends(Database admin) {
        while (true) {
            sleep(Duration.ofMillis(100));
            killed.addAndGet(admin.fetchAll(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                    + " WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1")
                    .size());
        }
    }
}
