package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    @Test
    void databaseThatAnswersIsUp() {
        try (var db = Databases.fresh()) {
            var health = db.health();
            assertThat(health.isUp()).isTrue();
            assertThat(health.problem()).isEmpty();
            assertThat(health.pool()).isPresent();
            assertThat(db.pool().active()).isZero();
        }
    }

    @Test
    void databaseThatIsNotConnectedIsToldWithoutItsPassword() {
        var health = Database.of("postgresql://user:secret@127.0.0.1:1/shop").health();
        assertThat(health.isUp()).isFalse();
        assertThat(health.problem().orElseThrow())
                .contains("postgresql://user:********@127.0.0.1:1/shop is not connected");
        assertThat(health.toString()).doesNotContain("secret");
    }

    @Test
    void exhaustedPoolIsTold() {
        try (var db = Databases.fresh(o -> o.maxSize(1))) {
            Databases.whileOneIsHeld(db, () -> {
                var health = db.health(LIMIT);
                assertThat(health.isUp()).isFalse();
                assertThat(health.problem().orElseThrow())
                        .contains("No connection of the pool became free within 300 ms");
                assertThat(health.pool().orElseThrow().active()).isEqualTo(1);
            });
            assertThat(db.health().isUp()).isTrue();
        }
    }

    @Test
    void serverThatIsGoneIsToldAndComesBack() {
        var server = EmbeddedPostgres.start();
        try (var db = Database.of(server.url(), o -> o.maxSize(2)).connect()) {
            assertThat(db.health().isUp()).isTrue();
            server.close();
            var health = db.health();
            assertThat(health.isUp()).isFalse();
            assertThat(health.problem().orElseThrow()).isNotBlank();
            assertThat(health.toString()).doesNotContain(db.url().password().orElse("no password"));
            assertThat(db.pool().active()).isZero();
        } finally {
            server.close();
        }
    }

    @Test
    void serverThatStandsStillIsToldInABoundedTime() throws Exception {
        try (var server = EmbeddedPostgres.start();
                var db = Database.of(server.url(), o -> o.maxSize(2).minSize(1)).connect();
                var still = FrozenServer.of(server, db)) {
            for (int i = 0; i < 3; i++) {
                var health = db.health(LIMIT);
                assertThat(health.isUp()).isFalse();
                assertThat(health.problem().orElseThrow()).contains("No answer from the server within 300 ms");
                assertThat(health.time()).as("a bound, not a measurement").isLessThan(Duration.ofSeconds(10));
                assertThat(db.pool().active()).isZero();
            }
            still.thaw();
            assertThat(Databases.eventually(() -> db.health().isUp())).isTrue();
        }
    }
}
