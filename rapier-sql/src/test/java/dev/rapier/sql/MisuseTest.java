package dev.rapier.sql;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input and bad use: an error at once that says what and where, and the pool is whole after it. */
class MisuseTest {
    private Database db;

    @BeforeEach
    void connect() {
        db = Databases.withUsers(o -> o.maxSize(2));
    }

    @AfterEach
    void poolIsWhole() {
        if (db.isConnected()) {
            assertThat(db.pool().active()).isZero();
            assertThat(db.pool().waiting()).isZero();
            assertThat(db.holders()).isZero();
            gather(() -> db.fetchVal("SELECT 1"), () -> db.fetchVal("SELECT 1"));
            assertThat(db.pool().open()).isLessThanOrEqualTo(2);
        }
        db.close();
    }

    @Test
    void missingAndUnknownParametersAreNamedWithTheStatement() {
        assertThatThrownBy(() -> db.fetchAll("SELECT :a, :b", Map.of("a", 1)))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining("No value for :b")
                .hasMessageContaining("SELECT :a, :b");
        assertThatThrownBy(() -> db.execute("SELECT :a", Map.of("a", 1, "c", 2)))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining("no parameter :c");
        assertThatThrownBy(() -> db.executeMany("SELECT :a", List.of(Map.of("a", 1), Map.of("b", 1))))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining("No value for :a");
        assertThatThrownBy(() -> db.iterate("SELECT :a").toList()).isInstanceOf(BadParameters.class);
        assertThatThrownBy(() -> db.transaction(tx -> tx.fetchVal("SELECT :a"))).isInstanceOf(BadParameters.class);
    }

    @Test
    void valuesOfWrongTypesAreToldByNameOrByTheServer() {
        assertThatThrownBy(() -> db.execute("SELECT :x", Map.of("x", new StringBuilder("secret"))))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining(":x is a java.lang.StringBuilder")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> db.execute("SELECT :x", Map.of("x", List.of(new Object()))))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining(":x");
        assertThatThrownBy(() -> db.fetchAll("SELECT * FROM users WHERE id = :id", Map.of("id", "one")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("invalid input syntax for type integer");
        assertThatThrownBy(() -> db.fetchAll("SELECT * FROM users WHERE created_at = :at", Map.of("at", true)))
                .isInstanceOf(BadSql.class)
                .hasMessageContaining("operator does not exist");
    }

    @Test
    void columnsAndTypesOfRowsThatDoNotFitAreNamed() {
        var row = db.fetchOne("SELECT 1.5 AS n, 'x' AS t, NULL AS nothing").orElseThrow();
        assertThat(row.get("n", BigDecimal.class)).isEqualByComparingTo("1.5");
        assertThatThrownBy(() -> row.getInt("n")).isInstanceOf(BadRow.class).hasMessageContaining("Column n is 1.5");
        assertThatThrownBy(() -> row.getLong("t")).isInstanceOf(BadRow.class).hasMessageContaining("Column t");
        assertThatThrownBy(() -> row.getInt("nothing"))
                .isInstanceOf(BadRow.class)
                .hasMessageContaining("Column nothing is null");
        assertThatThrownBy(() -> row.get(3)).isInstanceOf(BadRow.class).hasMessageContaining("No column 3");
        assertThatThrownBy(() -> row.get(-1)).isInstanceOf(BadRow.class);
        assertThatThrownBy(() -> row.get("m"))
                .isInstanceOf(BadRow.class)
                .hasMessageContaining("it has [n, t, nothing]");
    }

    @Test
    void statementsAfterDisconnectSayHowToConnect() {
        var tx = db.begin();
        var held = db.connection();
        held.close();
        tx.close();
        db.disconnect();
        assertThatThrownBy(() -> db.fetchAll("SELECT 1"))
                .isInstanceOf(DatabaseNotConnected.class)
                .hasMessageContaining("call connect()");
        assertThatThrownBy(db::begin).isInstanceOf(DatabaseNotConnected.class);
        assertThatThrownBy(db::connection).isInstanceOf(DatabaseNotConnected.class);
        assertThatThrownBy(() -> db.iterate("SELECT 1").toList()).isInstanceOf(DatabaseNotConnected.class);
        assertThatThrownBy(() -> db.independent().execute("SELECT 1")).isInstanceOf(DatabaseNotConnected.class);
        assertThatThrownBy(() -> tx.execute("SELECT 1")).isInstanceOf(TransactionMisuse.class);
        assertThatThrownBy(() -> held.execute("SELECT 1")).isInstanceOf(TransactionMisuse.class);
    }

    @Test
    void disconnectWhileOthersWorkAndWaitEndsThemWithAClearError() {
        group(all -> {
            var held = new CountDownLatch(2);
            for (int i = 0; i < 2; i++) {
                all.start(() -> {
                    assertThatThrownBy(() -> {
                                held.countDown();
                                db.fetchVal("SELECT pg_sleep(60)");
                            })
                            .isInstanceOf(ConnectionLost.class);
                    return true;
                });
            }
            held.await();
            assertThat(Databases.eventually(() -> db.pool().active() == 2)).isTrue();
            all.start(() -> {
                assertThatThrownBy(() -> db.fetchVal("SELECT 1"))
                        .isInstanceOf(DatabaseNotConnected.class)
                        .hasMessageContaining("was disconnected while a connection was wanted");
                return true;
            });
            assertThat(Databases.eventually(() -> db.pool().waiting() == 1)).isTrue();
            db.disconnect();
            return true;
        });
        assertThat(db.connect().fetchVal("SELECT 1")).contains(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql//u:secret@h/x|no ://",
                "oracle://u:secret@h/x|oracle",
                "postgresql+nodriver://u:secret@h/x|nodriver",
                "postgresql://u:secret@h:99999/x|1 to 65535",
                "postgresql://u:secret@h:port/x|port",
                "postgresql://u:secret@h/x?max_size=0|max_size=0",
                "postgresql://u:secret@h/x?min_size=-1|min_size=-1",
                "postgresql://u:secret@h/x?pool_timeout=soon|pool_timeout",
                "postgresql://u:secret@h/x?colour=red|colour"
            })
    void badUrlsAreToldWithoutThePassword(String url, String word) {
        assertThatThrownBy(() -> Database.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(word)
                .hasMessageNotContaining("secret");
    }

    @Test
    void poolsOfNothingAreRefused() {
        assertThatThrownBy(() -> Database.of("postgresql://h/x", o -> o.maxSize(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max_size=0");
        assertThatThrownBy(() -> Database.of("postgresql://h/x", o -> o.fetchSize(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void transactionThatIsOverSaysHowItEndedAndWhere() {
        var leaked = db.transaction(tx -> tx);
        assertThatThrownBy(() -> leaked.execute("SELECT 1"))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("it was committed before this use")
                .hasMessageContaining("at ");
        assertThatThrownBy(leaked::commit).isInstanceOf(TransactionMisuse.class);
        assertThatThrownBy(leaked::begin).isInstanceOf(TransactionMisuse.class);
        assertThatThrownBy(() -> leaked.iterate("SELECT 1").toList()).isInstanceOf(TransactionMisuse.class);
        assertThatThrownBy(() -> leaked.executeMany("SELECT :a", List.of(Map.of("a", 1))))
                .isInstanceOf(TransactionMisuse.class);
    }

    @Test
    void childMayUseATransactionButNotEndIt() {
        db.transaction(tx -> {
            assertThatThrownBy(() -> gather(
                            () -> {
                                tx.commit();
                                return 1;
                            },
                            () -> 2,
                            (a, b) -> a + b))
                    .isInstanceOf(TransactionMisuse.class)
                    .hasMessageContaining("by another task");
            tx.execute("INSERT INTO users (name) VALUES ('dan')");
            return true;
        });
        assertThat(Databases.count(db)).isEqualTo(4);
    }

    @Test
    void siblingsThatOpenSavepointsInOneTransactionAtATimeAreToldThatTheyEndOutOfOrder() {
        assertThatThrownBy(() -> db.transaction(tx -> {
                    var bothIn = new CountDownLatch(2);
                    return gather(() -> nested(tx, bothIn, "dan"), () -> nested(tx, bothIn, "eve"));
                }))
                .isInstanceOf(TransactionMisuse.class)
                .hasMessageContaining("out of order");
        assertThat(Databases.count(db)).isEqualTo(3);
    }

    private static boolean nested(Transaction tx, CountDownLatch bothIn, String name) {
        return tx.transaction(inner -> {
            inner.execute("INSERT INTO users (name) VALUES (:name)", Map.of("name", name));
            bothIn.countDown();
            bothIn.await();
            return true;
        });
    }

    @Test
    void nullValuesAndNullElementsAreNoMisuse() {
        var values = new HashMap<String, Object>();
        values.put("ids", new Integer[] {1, null, 3});
        assertThat(db.fetchAll(Integer.class, "SELECT id FROM users WHERE id IN (:ids) ORDER BY id", values))
                .containsExactly(1, 3);
    }
}
