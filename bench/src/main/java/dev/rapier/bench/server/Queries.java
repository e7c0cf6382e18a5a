package dev.rapier.bench.server;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Coroutine;
import dev.rapier.sql.Database;
import dev.rapier.web.App;
import dev.rapier.web.Request;
import dev.rapier.web.StreamingResponse;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The routes that ask the database. */
final class Queries {
    private static final String ROWS =
            "SELECT i AS id, 'item ' || i AS name, (i % 1000) / 10.0 AS price FROM generate_series(1, :rows) i";

    private final Database database;
    private final AtomicLong rows = new AtomicLong();

    /** A row of the table. */
    record World(int id, int randomNumber) {}

    /** Two of them. */
    record Pair(World first, World second) {}

    /** How far the export is, and how much of the heap is in use. */
    record Progress(long rows, long heapBytes) {}

    Queries(String url) {
        database = Database.of(url);
    }

    void addTo(App app) {
        app.onStartup(database::connect);
        app.onShutdown(database::disconnect);
        app.get("/sql", _ -> world());
        app.get("/gather", _ -> {
            Coroutine<World> one = this::world;
            return Async.gather(one, one, Pair::new);
        });
        app.get("/export", this::export);
        app.get(
                "/progress",
                _ -> new Progress(
                        rows.get(),
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()));
    }

    private World world() {
        int id = ThreadLocalRandom.current().nextInt(10_000) + 1;
        return database.fetchOne(World.class, "SELECT id, random_number FROM world WHERE id = :id", Map.of("id", id))
                .orElseThrow();
    }

    private StreamingResponse export(Request request) {
        int wanted = request.query("rows").map(Integer::valueOf).orElse(1000);
        rows.set(0);
        return StreamingResponse.of(AsyncGenerator.<String>of(out -> database.iterate(ROWS, Map.of("rows", wanted))
                        .forEach(row -> {
                            out.yield(row.toCsv());
                            rows.lazySet(rows.getPlain() + 1);
                        })))
                .mediaType("text/csv");
    }
}
