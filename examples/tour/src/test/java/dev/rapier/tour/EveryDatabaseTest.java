package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.servers.MariaServer;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lessons with data, on all databases. */
class EveryDatabaseTest {
    private static final String KEN = "{\"username\":\"ken\",\"email\":\"ken@example.com\"}";
    private static final String KEN_SHOWN = "{\"id\":5,\"username\":\"ken\",\"email\":\"ken@example.com\"}";

    enum Kind {
        POSTGRESQL,
        MARIADB,
        SQLITE,
        SQLITE_IN_MEMORY,
        H2,
        H2_IN_MEMORY;

        /** The URL of an empty database; skips the test where there is no such server. */
        String url(Path directory) {
            return switch (this) {
                case POSTGRESQL -> EmbeddedPostgres.shared().createDatabase();
                case MARIADB -> MariaServer.createDatabase();
                case SQLITE -> "sqlite:///" + directory + "/tour.db";
                case SQLITE_IN_MEMORY -> "sqlite://";
                case H2 -> "h2:///" + directory + "/tour";
                case H2_IN_MEMORY -> "h2://";
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void dataEndpointsAnswerAlike(Kind kind, @TempDir Path directory) {
        try (var tour = RunningTour.on(kind.url(directory))) {
            assertThat(tour.get("/users/1").body()).isEqualTo("""
                    {"user":{"id":1,"username":"ada","email":"ada@example.com"},"posts":[\
                    {"id":1,"user_id":1,"title":"Notes on the Analytical Engine"},\
                    {"id":2,"user_id":1,"title":"How to read the notes"},\
                    {"id":3,"user_id":1,"title":"Bernoulli numbers, step by step"}]}""");
            assertThat(tour.get("/users/999").body()).isEqualTo("{\"user\":null,\"posts\":[]}");
            assertThat(tour.get("/users-sqlalchemy/2").body())
                    .isEqualTo("{\"id\":2,\"username\":\"grace\",\"email\":\"grace@example.com\"}");
            var missing = tour.get("/users-sqlalchemy/999");
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).isEqualTo("{\"detail\":\"User not found\"}");

            var created = tour.post("/users-sqlalchemy", KEN);
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(created.body()).isEqualTo(KEN_SHOWN);
            var taken = tour.post("/users-sqlalchemy", KEN);
            assertThat(taken.statusCode()).isEqualTo(409);
            assertThat(taken.body()).isEqualTo("{\"detail\":\"Username ken is taken\"}");
            assertThat(tour.get("/users-sqlalchemy/5").body()).isEqualTo(KEN_SHOWN);

            var rows = IntStream.range(0, 1_100)
                    .mapToObj(i -> i + ",Item " + i + "," + i * 10.0 + "\n")
                    .collect(Collectors.joining());
            assertThat(tour.get("/export-csv?rows=1100").body()).isEqualTo("id,name,price\n" + rows);
            assertThat(tour.get("/export-csv?rows=2").body()).isEqualTo("id,name,price\n0,Item 0,0.0\n1,Item 1,10.0\n");
            Waiting.until(() -> tour.tour().components().database().pool().active() == 0, "the pool is whole");
        }
    }

    @ParameterizedTest
    @EnumSource(names = ".*_IN_MEMORY", mode = EnumSource.Mode.MATCH_NONE)
    void migrationsRunOnceAndWhatWasCreatedIsThereAfterTheNextStart(Kind kind, @TempDir Path directory) {
        var url = kind.url(directory);
        try (var tour = RunningTour.on(url)) {
            assertThat(tour.post("/users-sqlalchemy", KEN).statusCode()).isEqualTo(201);
        }
        try (var tour = RunningTour.on(url)) {
            assertThat(tour.get("/users-sqlalchemy/5").body()).isEqualTo(KEN_SHOWN);
            assertThat(tour.get("/users/2").body()).contains("\"username\":\"grace\"");
        }
    }
}
