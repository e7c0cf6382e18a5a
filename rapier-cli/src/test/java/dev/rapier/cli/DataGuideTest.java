package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.sql.Database;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the guide to data: each runs on a database of its own, with the tables that the page shows first. */
class DataGuideTest {
    private static final String SHOWN = "postgresql://user:password@localhost/dbname";

    private static final String CONNECTED = """
            void main() {
                run(() -> {
                    db.connect();
                    try {
            %s        } finally {
                        db.disconnect();
                    }
                });
            }""";

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> the_guide() {
        return page("data.md", CONNECTED).tests();
    }

    @TestFactory
    Stream<DynamicTest> the_page_on_sessions() {
        return page(
                        "data-sessions.md",
                        CONNECTED.replace("db.disconnect()", "engine.close();\n            db.disconnect()"))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> the_page_on_migrations() throws IOException {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__users.sql"), "CREATE TABLE users (name text NOT NULL);");
        Files.writeString(migrations.resolve("V2__people.sql"), "INSERT INTO users VALUES ('ada'), ('bob');");
        return page("migrations.md", CONNECTED)
                .replacing("Path.of(\"migrations\")", () -> "Path.of(\"" + migrations + "\")")
                .tests();
    }

    @Test
    void the_commands_on_the_page_on_migrations() throws Exception {
        Path shell = Files.createDirectory(folder.resolve("shell"));
        String session = DocsPage.of("migrations.md").in("console", "By command");
        Map<String, String> environment =
                Map.of("RAPIER_DATABASE_URL", EmbeddedPostgres.shared().createDatabase());
        for (Shown shown : Shown.of(session)) {
            assertThat(DocsRun.shell(shell, environment, shown.command()))
                    .as(shown.command())
                    .matches(shown.answer());
        }
    }

    private static DocsPage page(String name, String main) {
        DocsPage page = DocsPage.of(name);
        return page.inRealTime().bodiesIn(main).replacing(SHOWN, () -> database(page.in("sql")));
    }

    /** A new database with these tables. */
    private static String database(String tables) {
        String url = EmbeddedPostgres.shared().createDatabase();
        try (Database db = Database.of(url).connect()) {
            if (!tables.isEmpty()) {
                db.execute(tables);
            }
        }
        return url;
    }
}
