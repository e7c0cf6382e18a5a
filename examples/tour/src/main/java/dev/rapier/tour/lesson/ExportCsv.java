package dev.rapier.tour.lesson;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.http.Default;
import dev.rapier.http.Get;
import dev.rapier.http.Query;
import dev.rapier.sql.Database;
import dev.rapier.web.StreamingResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;

/**
 * A CSV file that is sent while the database finds it.
 *
 * <ul>
 *   <li>Uses an async generator: rows go out as they are ready
 *   <li>Low memory usage, be it a thousand rows or ten million: {@code /export-csv?rows=10000000}
 *   <li>A slow client slows the query down; one that goes away ends it
 * </ul>
 */
public final class ExportCsv {
    // Those of the table, and more of the kind behind them: how a series of numbers is made is each database's own.
    private static final String ITEMS_OF_SQLITE = """
            WITH RECURSIVE more (i) AS (
                SELECT count(*) FROM items
                UNION ALL
                SELECT i + 1 FROM more WHERE i + 1 < :rows)
            SELECT id, name, price FROM items WHERE id < :rows
            UNION ALL
            SELECT i, 'Item ' || i, i * 10.0 FROM more WHERE i < :rows
            """;

    private static final String ITEMS_OF_POSTGRESQL = """
            (SELECT id, name, price FROM items WHERE id < :rows ORDER BY id)
            UNION ALL
            SELECT i, 'Item ' || i, i * 10.0
            FROM (SELECT generate_series((SELECT count(*) FROM items), :rows - 1) AS i) AS more
            """;

    private static final String ITEMS_OF_MARIADB = """
            (SELECT id, name, price FROM items WHERE id < :rows ORDER BY id)
            UNION ALL
            SELECT seq, concat('Item ', seq), seq * 10.0 FROM seq_0_to_100000000
            WHERE seq >= (SELECT count(*) FROM items) AND seq < :rows
            """;

    private static final String ITEMS_OF_H2 = """
            SELECT i, 'Item ' || i, CAST(i * 10.0 AS decimal(12, 1)) FROM generate_series(0, :rows - 1) AS series(i)
            """;

    private final Database database;

    public ExportCsv(Database database) {
        this.database = database;
    }

    AsyncGenerator<String> generateCsvData(int rows) {
        return AsyncGenerator.of(out -> {
            // Header
            out.yield("id,name,price\n");

            // Rows
            database.iterate(items(), Map.of("rows", rows)).forEach(row -> out.yield(row.toCsv()));
        });
    }

    private String items() {
        return switch (database.url().dialect()) {
            case "sqlite" -> ITEMS_OF_SQLITE;
            case "h2" -> ITEMS_OF_H2;
            case "mysql", "mariadb" -> ITEMS_OF_MARIADB;
            default -> ITEMS_OF_POSTGRESQL;
        };
    }

    @Get("/export-csv")
    StreamingResponse exportCsv(@Query @Min(0) @Max(100_000_000) @Default("1000") int rows) {
        return StreamingResponse.of(generateCsvData(rows))
                .mediaType("text/csv")
                .header("Content-Disposition", "attachment; filename=data.csv");
    }
}
