package dev.rapier.bench;

import dev.rapier.sql.Database;
import dev.rapier.sql.embedded.EmbeddedPostgres;

/** A PostgreSQL of our own with a table of ten thousand rows. */
record BenchDatabase(EmbeddedPostgres postgres) implements AutoCloseable {
    static BenchDatabase start() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        try (Database database = Database.of(postgres.url()).connect()) {
            database.execute("CREATE TABLE world (id int PRIMARY KEY, random_number int NOT NULL)");
            database.execute("INSERT INTO world SELECT i, (i * 7919) % 10000 FROM generate_series(1, 10000) i");
            database.execute("ANALYZE world");
        }
        return new BenchDatabase(postgres);
    }

    String url() {
        return postgres.url();
    }

    @Override
    public void close() {
        postgres.close();
    }
}
