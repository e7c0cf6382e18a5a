package dev.rapier.bench.sql;

import dev.rapier.async.Async;
import dev.rapier.orm.OrmEngine;
import dev.rapier.orm.SessionMaker;
import dev.rapier.sql.Database;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** {@code Database} and sessions, in tasks. */
public final class ByRapier implements Side {
    private final Database database;
    private final OrmEngine engine;
    private final SessionMaker sessions;

    /** The last item that was read. */
    private volatile Optional<Item> last = Optional.empty();

    /** Opens the pools. */
    public ByRapier(String url) {
        database = Database.of(url, o -> o.maxSize(POOL).fetchSize(FETCH)).connect();
        engine = OrmEngine.create(
                url, o -> o.entities(World.class).poolSize(POOL).batchSize(BATCH));
        sessions = SessionMaker.of(engine);
    }

    @Override
    public void get() {
        int id = ThreadLocalRandom.current().nextInt(World.COUNT) + 1;
        var _ = database.fetchOne(
                        WorldRow.class, "SELECT id, random_number FROM world WHERE id = :id", Map.of("id", id))
                .orElseThrow();
    }

    @Override
    public void iterate() {
        database.iterate(Item.class, "SELECT id, name, price FROM item").forEach(item -> last = Optional.of(item));
    }

    @Override
    public void executeMany() {
        database.executeMany(
                "INSERT INTO sale (id, name, price) VALUES (:id, :name, :price)",
                Item.BATCH.stream()
                        .map(item -> Map.of("id", item.id(), "name", item.name(), "price", item.price()))
                        .toList());
    }

    @Override
    public void executeManyRecords() {
        database.executeMany("INSERT INTO sale (id, name, price) VALUES (:id, :name, :price)", Item.BATCH);
    }

    @Override
    public void session() {
        int id = ThreadLocalRandom.current().nextInt(World.COUNT) + 1;
        try (var session = sessions.open()) {
            var _ = session.getOne(World.class, id);
            session.commit();
        }
    }

    @Override
    public void atOnce(int number, Runnable work) {
        Async.run(() -> Async.<Integer>group(group -> {
            for (int i = 0; i < number; i++) {
                group.start(work::run);
            }
            return number;
        }));
    }

    /** The last item that was read. */
    public Optional<Item> last() {
        return last;
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
