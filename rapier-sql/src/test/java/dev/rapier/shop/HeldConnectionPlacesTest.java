package dev.rapier.shop;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Task;
import dev.rapier.async.Tasks;
import dev.rapier.sql.Database;
import dev.rapier.sql.PoolTimeout;
import dev.rapier.sql.TransactionMisuse;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Errors about connections name the places in the program that are involved. Seen from a package of a user. */
class HeldConnectionPlacesTest {
    private static final String HERE = "HeldConnectionPlacesTest\\.java:\\d+";
    private static final String BOTH =
            "(?s).*The outer one was taken at " + HERE + ".*, the other is wanted at " + HERE + ".*";

    private Database db = pool(3);

    private static Database pool(int size) {
        return Database.of(
                        EmbeddedPostgres.shared().createDatabase(),
                        o -> o.maxSize(size).poolWait(Duration.ofMillis(300)))
                .connect();
    }

    @AfterEach
    void poolIsWhole() {
        assertThat(db.pool().active()).isZero();
        assertThat(db.pool().waiting()).isZero();
        assertThat(db.fetchVal("SELECT 1")).contains(1);
        db.close();
    }

    private Object one() {
        return db.fetchVal("SELECT 1").orElseThrow();
    }

    @Test
    void childInsideATransactionNamesBoth() {
        assertThatThrownBy(() -> db.transaction(tx -> gather(this::one, () -> tx.fetchVal("SELECT 1"))))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageMatching(BOTH);
    }

    @Test
    void thirdConnectionNamesBoth() {
        assertThatThrownBy(() -> db.iterate("SELECT 1")
                        .forEach(row -> gather(
                                () -> db.iterate("SELECT 1")
                                        .map(inner -> gather(this::one, this::one))
                                        .toList(),
                                () -> 1)))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("third connection")
                .hasMessageMatching(BOTH);
    }

    @Test
    void poolOfOneNamesBothAtOnce() {
        db.close();
        db = pool(1);
        assertThatThrownBy(() -> db.iterate("SELECT 1").forEach(row -> gather(this::one, this::one)))
                .isInstanceOf(PoolTimeout.class)
                .hasMessageContaining("set max_size to 2 or more")
                .hasMessageMatching(BOTH);
        assertThatThrownBy(() -> db.transaction(() -> db.independent().execute("SELECT 1")))
                .isInstanceOf(PoolTimeout.class)
                .hasMessageMatching(BOTH);
    }

    @Test
    void exhaustedPoolNamesWhoHoldsForLongestAndTheTreeShowsWhoWaits() {
        db.close();
        db = pool(1);
        group(all -> {
            var held = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            all.start(
                    "holder",
                    () -> db.transaction(tx -> {
                        held.countDown();
                        done.await();
                        return tx.isOpen();
                    }));
            held.await();
            var waiter = all.start("waiter", () -> {
                assertThatThrownBy(this::one)
                        .isInstanceOf(PoolTimeout.class)
                        .hasMessageMatching("(?s).*1 of 1 are out.*Held longest: a transaction for \\d+ ms, from "
                                + HERE + " in task holder.*");
                return true;
            });
            await(() -> waiter.waitingFor().isPresent());
            assertThat(waiter.waitingFor().orElseThrow())
                    .matches("a connection of the database \\w+ \\(1 of 1 are out\\)");
            assertThat(Tasks.tree(Task.current()).toString()).contains("waiting for a connection of the database ");
            assertThat(waiter.await()).isTrue();
            done.countDown();
            return true;
        });
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
    }
}
