package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.map;
import static dev.rapier.async.Async.moveOnAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static Database pool(int size) {
        return Databases.fresh(o -> o.maxSize(size).poolWait(Duration.ofSeconds(10)));
    }

    @Test
    @Tag("D24")
    @DisplayName("D24: an exhausted pool says so within its wait time, and later calls are fine")
    void exhaustedPoolSaysSo() {
        try (var db = Databases.fresh(o -> o.maxSize(1).poolWait(SHORT))) {
            Databases.whileOneIsHeld(db, () -> {
                long start = System.nanoTime();
                assertThatThrownBy(() -> db.fetchVal("SELECT 1"))
                        .isInstanceOf(PoolTimeout.class)
                        .hasMessageContaining("within 300 ms: 1 of 1 are out");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, Duration.ofSeconds(20));
            });
            assertThat(db.fetchVal("SELECT 1")).contains(1);
            assertThat(db.pool().waiting()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void twoQueriesOfOneGatherNeverBlockThePool(int size) {
        try (var db = pool(size)) {
            map(
                    IntStream.range(0, 50).boxed().toList(),
                    i -> gather(() -> db.fetchVal("SELECT 1"), () -> db.fetchVal("SELECT 2")));
            assertThat(db.pool().active()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @Tag("D25")
    @DisplayName("D25: many holders that each want another connection below never block each other")
    void nestedAcquiresNeverBlockThePool(int size) {
        try (var db = pool(size)) {
            long start = System.nanoTime();
            map(Collections.nCopies(30, 1), ignored -> {
                db.iterate("SELECT 1 FROM generate_series(1, 3)")
                        .forEach(row -> gather(() -> db.fetchVal("SELECT 1"), () -> db.fetchVal("SELECT 2")));
                return true;
            });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            assertThat(db.pool().active()).isZero();
        }
    }

    @Test
    @Tag("D25")
    @DisplayName("D25: with a pool of one, a nested acquire is refused at once")
    void poolOfOneRefusesNestedUse() {
        try (var db = pool(1)) {
            assertThatThrownBy(() -> db.iterate("SELECT 1")
                            .forEach(row -> gather(() -> db.fetchVal("SELECT 1"), () -> db.fetchVal("SELECT 2"))))
                    .isInstanceOf(PoolTimeout.class)
                    .hasMessageContaining("max_size to 2");
            assertThat(db.pool().active()).isZero();
        }
    }

    @Test
    void waitingForThePoolEndsAtOnceOnCancel() {
        try (var db = pool(1)) {
            Databases.whileOneIsHeld(db, () -> {
                long start = System.nanoTime();
                assertThat(moveOnAfter(Duration.ofMillis(50), () -> db.fetchVal("SELECT 1")))
                        .isEmpty();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                assertThat(db.pool().waiting()).isZero();
            });
            assertThat(db.pool().active()).isZero();
            assertThat(db.fetchVal("SELECT 1")).contains(1);
        }
    }

    @Test
    void moreThanTheLimitDoNotWait() {
        try (var db = Databases.fresh(o -> o.maxSize(1).maxWaiting(0))) {
            Databases.whileOneIsHeld(db, () -> {
                assertThatThrownBy(() -> db.fetchVal("SELECT 1"))
                        .isInstanceOf(PoolTimeout.class)
                        .hasMessageContaining("maxWaiting");
            });
        }
    }
}
