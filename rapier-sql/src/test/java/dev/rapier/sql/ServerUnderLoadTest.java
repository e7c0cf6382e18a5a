package dev.rapier.sql;

import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.TaskGroup;
import dev.rapier.sql.embedded.EmbeddedOptions;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server under load stands still, or dies: what callers see, that it takes a bounded time, and that all is well afterwards. */
class ServerUnderLoadTest {
    private static final int CALLERS = 40;
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final Set<Integer> attempted = ConcurrentHashMap.newKeySet();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void serverThatStandsStillUnderLoadLetsEverybodyGoAndComesBack() throws Exception {
        try (var server = EmbeddedPostgres.start();
                var db = open(server)) {
            try (var admin = Database.of(server.url(), o -> o.maxSize(1)).connect()) {
                group(all -> {
                    startCallers(all, db);
                    assertThat(Databases.eventually(() -> acknowledged.size() > 100))
                            .isTrue();
                    try (var frozen = FrozenServer.of(server, admin)) {
                        assertThat(Databases.eventually(() -> failed() > CALLERS))
                                .isTrue();
                        frozen.thaw();
                    }
                    return goesOn(db);
                });
            }
            check(db, "frozen");
        }
    }

    @Test
    void serverThatDiesUnderLoadLetsEverybodyGoAndComesBack(@TempDir Path directory) throws Exception {
        var options = EmbeddedOptions.in(directory);
        var server = EmbeddedPostgres.start(options);
        try (var db = open(server)) {
            var dead = server;
            var alive = new AtomicReference<EmbeddedPostgres>();
            group(all -> {
                startCallers(all, db);
                assertThat(Databases.eventually(() -> acknowledged.size() > 100))
                        .isTrue();
                new ProcessBuilder("kill", "-KILL", Long.toString(dead.pid()))
                        .start()
                        .waitFor();
                assertThat(Databases.eventually(() -> failed() > CALLERS)).isTrue();
                dead.close();
                alive.set(EmbeddedPostgres.start(options.port(dead.port())));
                return goesOn(db);
            });
            server = alive.get();
            check(db, "killed");
        } finally {
            server.close();
        }
    }

    private int failed() {
        return failures.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private static Database open(EmbeddedPostgres server) {
        var db = Database.of(server.url(), o -> o.maxSize(4).poolWait(Duration.ofSeconds(1)))
                .connect();
        db.execute("CREATE TABLE entry (id int PRIMARY KEY)");
        return db;
    }

    private void startCallers(TaskGroup all, Database db) {
        for (int i = 0; i < CALLERS; i++) {
            all.start(() -> {
                while (!enough.get()) {
                    call(db);
                }
                return true;
            });
        }
    }

    private void call(Database db) {
        int id = ids.incrementAndGet();
        long start = System.nanoTime();
        attempted.add(id);
        try {
            acknowledged.add(timeout(
                    LIMIT,
                    () -> db.transaction(tx -> {
                        tx.execute("INSERT INTO entry VALUES (:id)", Map.of("id", id));
                        return id;
                    })));
        } catch (AsyncTimeoutException | ConnectionLost | PoolTimeout e) {
            failures.computeIfAbsent(e.getClass().getSimpleName(), name -> new AtomicInteger())
                    .incrementAndGet();
        }
        slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
    }

    private boolean goesOn(Database db) throws InterruptedException {
        assertThat(Databases.eventually(() -> db.health().isUp())).isTrue();
        int before = acknowledged.size();
        assertThat(Databases.eventually(() -> acknowledged.size() > before + 100))
                .isTrue();
        enough.set(true);
        return true;
    }

    private void check(Database db, String what) {
        assertThat(db.pool().active()).isZero();
        assertThat(db.pool().waiting()).isZero();
        assertThat(db.holders()).isZero();
        var stored = new HashSet<>(db.fetchAll(Integer.class, "SELECT id FROM entry"));
        System.out.println(
                "Server " + what + " under load: acknowledged " + acknowledged.size() + ", stored " + stored.size()
                        + ", attempted " + attempted.size() + ", failures " + failures + ", slowest call "
                        + slowest.get() / 1_000_000 + " ms with a limit of " + LIMIT.toMillis() + " ms");
        assertThat(stored).containsAll(acknowledged);
        assertThat(attempted).containsAll(stored);
        assertThat(failures).isNotEmpty();
        assertThat(Duration.ofNanos(slowest.get()))
                .as("a bound, not a measurement")
                .isLessThan(Duration.ofSeconds(30));
    }
}
