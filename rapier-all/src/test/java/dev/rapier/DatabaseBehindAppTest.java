package dev.rapier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Async;
import dev.rapier.sql.Database;
import dev.rapier.sql.DatabaseOptions;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import dev.rapier.test.TestClient;
import dev.rapier.test.TestResponse;
import dev.rapier.web.App;
import dev.rapier.web.Rapier;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An application and its real database: what clients see when the pool is exhausted, and what the server sees of the route. */
class DatabaseBehindAppTest {
    private static final String OWN = "SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()";

    private static Database database(UnaryOperator<DatabaseOptions> options) {
        return Database.of(EmbeddedPostgres.shared().createDatabase(), options).connect();
    }

    private static TestResponse get(Database db, String path) {
        App app = Rapier.create();
        app.get(
                "/users/{id:int}",
                request -> Map.of("query", db.fetchVal(String.class, OWN).orElseThrow()));
        app.get(
                "/both",
                request -> Async.gather(
                        () -> db.fetchVal(String.class, OWN).orElseThrow(),
                        () -> 1,
                        (query, one) -> Map.of("query", query)));
        app.get("/die", request -> db.fetchVal("SELECT pg_terminate_backend(pg_backend_pid())"));
        try (var client = TestClient.of(app)) {
            return client.get(path);
        }
    }

    @Test
    void fullQueueOfThePoolIs503AtOnceWithRetryAfter() {
        try (var db = database(o -> o.maxSize(1).maxWaiting(0).poolWait(Duration.ofMinutes(5)));
                var held = db.connection()) {
            TestResponse response = get(db, "/users/1");

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("retry-after")).isEqualTo("1");
            assertThat(response.text()).isEqualTo("{\"detail\":\"The database is busy, try again\"}");
            assertThat(held.fetchVal("SELECT 1")).contains(1);
            assertThat(db.pool().waiting()).isZero();
        }
    }

    @Test
    void waitThatIsTooLongIs503WithRetryAfter() {
        try (var db = database(o -> o.maxSize(1).poolWait(Duration.ofMillis(50)));
                var held = db.connection()) {
            TestResponse response = get(db, "/users/1");

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("retry-after")).isEqualTo("1");
            assertThat(held.fetchVal("SELECT 1")).contains(1);
        }
    }

    @Test
    void backendThatDiesIs503AndTheNextRequestIsFine() {
        try (var db = database(o -> o)) {
            TestResponse response = get(db, "/die");

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.text()).isEqualTo("{\"detail\":\"The database is out of reach, try again\"}");
            assertThat(get(db, "/users/1").status()).isEqualTo(200);
        }
    }

    @Test
    void serverSeesTheRouteInCommentsAlsoFromChildTasks() {
        try (var db = database(o -> o.comments(true))) {
            assertThat(get(db, "/users/1").text()).contains(OWN + " /*route='/users/{id}'*/");
            assertThat(get(db, "/both").text()).contains("/*route='/both'*/");
        }
    }

    @Test
    void serverSeesNoRouteUnlessAskedFor() {
        try (var db = database(o -> o)) {
            assertThat(get(db, "/users/1").text()).contains(OWN).doesNotContain("/*");
        }
    }
}
