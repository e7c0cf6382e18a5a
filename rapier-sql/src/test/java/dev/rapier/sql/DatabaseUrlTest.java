package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D22 and D23: URLs as Python's libraries write them. */
class DatabaseUrlTest {
    @Test
    @Tag("D22")
    void partsArePercentDecoded() {
        var url = DatabaseUrl.parse(
                "postgresql+asyncpg://us%40er:p%40ss%3Aword+x@db.example:6432/my%20db?min_size=1&ssl=true");
        assertThat(url.dialect()).isEqualTo("postgresql");
        assertThat(url.driver()).isEqualTo("asyncpg");
        assertThat(url.username()).isEqualTo("us@er");
        assertThat(url.password()).contains("p@ss:word+x");
        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.port()).hasValue(6432);
        assertThat(url.database()).isEqualTo("my db");
        assertThat(url.options()).containsEntry("min_size", "1").containsEntry("ssl", "true");
        assertThat(DatabaseUrl.parse(url.reveal())).isEqualTo(url);
    }

    @Test
    @Tag("D22")
    void passwordIsHidden() {
        var text = "postgresql://user:secret@localhost:5433/shop?ssl=true";
        var db = Database.of(text);
        assertThat(DatabaseUrl.parse(text).toString())
                .isEqualTo("postgresql://user:********@localhost:5433/shop?ssl=true");
        assertThat(db.toString()).doesNotContain("secret");
        assertThat(db.options().toString()).doesNotContain("secret");
        assertThatThrownBy(db::pool).hasMessageNotContaining("secret").isInstanceOf(DatabaseNotConnected.class);
        assertThatThrownBy(() -> Database.of("oracle://user:secret@localhost/x"))
                .hasMessageNotContaining("secret");
    }

    @Test
    @Tag("D22")
    void partsCanBeReplaced() {
        var url = DatabaseUrl.parse("postgresql://u:p@localhost/a");
        assertThat(url.withDatabase("b")
                        .withPort(1)
                        .withHost("::1")
                        .withDriver("jdbc")
                        .withPassword("q")
                        .reveal())
                .isEqualTo("postgresql+jdbc://u:q@[::1]:1/b");
    }

    @Test
    void ipv6AndBareHostsAreUnderstood() {
        assertThat(DatabaseUrl.parse("postgresql://[::1]:5433/x").host()).isEqualTo("::1");
        assertThat(DatabaseUrl.parse("postgresql://[::1]/x").port()).isEmpty();
        assertThat(DatabaseUrl.parse("postgresql:///x").host()).isEmpty();
        assertThat(DatabaseUrl.parse("postgresql+embedded://shop").host()).isEqualTo("shop");
    }

    @Test
    void whatIsNoUrlIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> DatabaseUrl.parse("user:secret@localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://h:port/x")).hasMessageContaining("port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oracle://h/x", "postgresql+nodriver://h/x", "sqlite+asyncpg:///x", "http://h/x"})
    void unknownDialectsAndDriversAreRefused(String url) {
        assertThatThrownBy(() -> Database.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No database is known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://h/x",
                "postgres://h/x",
                "postgresql+asyncpg://h/x",
                "postgresql+psycopg://h/x",
                "postgresql+aiopg://h/x"
            })
    void pythonsSchemesAreUnderstood(String url) {
        assertThat(Database.of(url).isConnected()).isFalse();
    }

    @Test
    @Tag("D23")
    void optionsOfTheUrlAreTakenAndTheProgramsWin() {
        var url = "postgresql://h/x?min_size=3&max_size=20&pool_timeout=4&ssl=false&application_name=shop";
        assertThat(Database.of(url).options().minSize()).isEqualTo(3);
        assertThat(Database.of(url).options().maxSize()).isEqualTo(20);
        assertThat(Database.of(url).options().poolWait()).isEqualTo(Duration.ofSeconds(4));
        assertThat(Database.of(url, o -> o.maxSize(5)).options().maxSize()).isEqualTo(5);
    }

    @Test
    void badOptionsAreNamed() {
        assertThatThrownBy(() -> Database.of("postgresql://h/x?max_size=many")).hasMessageContaining("max_size");
        assertThatThrownBy(() -> Database.of("postgresql://h/x?max_size=0")).hasMessageContaining("max_size=0");
        assertThatThrownBy(() -> Database.of("postgresql://h/x?max_sise=3")).hasMessageContaining("max_sise");
    }

    @Test
    @Tag("D22")
    void slashesOfSqliteSayWhereAPathBegins() {
        assertThat(DatabaseUrl.parse("sqlite:///shop.db").database()).isEqualTo("shop.db");
        assertThat(DatabaseUrl.parse("sqlite:////var/shop.db").database()).isEqualTo("/var/shop.db");
        assertThat(DatabaseUrl.parse("sqlite:////var/shop.db").toString()).isEqualTo("sqlite:////var/shop.db");
    }

    @Test
    @Tag("D22")
    void unixSocketIsReadAndRefusedWithAReason() {
        for (var option : new String[] {"host", "unix_sock"}) {
            var url = "postgresql://user:secret@/shop?" + option + "=/var/run/postgresql/.s.PGSQL.5432";
            assertThat(DatabaseUrl.parse(url).host()).isEmpty();
            assertThat(DatabaseUrl.parse(url).options()).containsEntry(option, "/var/run/postgresql/.s.PGSQL.5432");
            assertThatThrownBy(() -> Database.of(url))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Unix socket")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    @Tag("D22")
    void hostMayBeAnOptionAsInPython() {
        var server = EmbeddedPostgres.shared();
        var url = DatabaseUrl.parse(server.createDatabase());
        var text = url.withHost("").reveal() + "?host=" + url.host();
        try (var db = Database.of(text).connect()) {
            assertThat(db.fetchVal("SELECT 1")).contains(1);
        }
    }
}
