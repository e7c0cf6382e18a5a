package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.servers.MariaServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URLs of the databases beside PostgreSQL, good ones and bad ones. */
class OtherUrlsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:p@h/x",
                "mysql+aiomysql://u:p@h:3307/x?charset=utf8mb4&max_size=3&pool_recycle=1800",
                "mysql+asyncmy://h/x",
                "mariadb://h/x?ssl=true",
                "mariadb+pymysql://h/x?ssl=verify-full",
                "sqlite://",
                "sqlite:///:memory:",
                "sqlite+aiosqlite:///shop.db?timeout=2.5&check_same_thread=false",
                "sqlite:////var/lib/shop.db?mode=ro&cache_size=1000",
                "h2://",
                "h2:///mem:shop",
                "h2:///shop?MODE=MySQL&LOCK_TIMEOUT=100"
            })
    void pythonsSchemesAndOptionsAreUnderstood(String url) {
        var db = Database.of(url);
        assertThat(db.isConnected()).isFalse();
        assertThat(db.toString()).isEqualTo(url.replace(":p@", ":********@"));
    }

    @Test
    void defaultsFitTheDatabase() {
        assertThat(Database.of("mysql://h/x").options().maxSize()).isEqualTo(10);
        assertThat(Database.of("sqlite:///x.db").options().maxSize()).isBetween(4, 10);
        assertThat(Database.of("sqlite://").options().maxSize()).isEqualTo(1);
        assertThat(Database.of("sqlite://?max_size=3").options().maxSize()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqlite://shop.db|three slashes",
                "sqlite://u:secret@host/x|names a host",
                "h2://shop|runs in this program",
                "sqlite:///x?max_sise=3|max_sise",
                "h2:///x?MODUS=3|MODUS",
                "h2:///x?MODE=a;INIT=b|MODE",
                "mysql://u:secret@h/x?max_sise=3|max_sise",
                "mysql://u:secret@h/x?password=y|password",
                "mysql://u:secret@h/x?pool_recycle=5|at least 30",
                "mysql://u:secret@h/x?pool_recycle=often|a number of seconds",
                "sqlite:///x?timeout=long|timeout",
                "mysql+asyncpg://u:secret@h/x|asyncpg is no driver of MySQL",
                "sqlite+nothing:///x|nothing is no driver of SQLite",
                "mongodb://u:secret@h/x|known are postgresql://"
            })
    void badUrlsAreRefusedAtOnce(String url, String why) {
        assertThatThrownBy(() -> Database.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    @Test
    void missingDriverIsNamedWithItsCoordinates() throws Exception {
        var thread = Thread.currentThread();
        var usual = thread.getContextClassLoader();
        try (var empty = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(empty);
            var url = DatabaseUrl.parse("mysql://u:secret@h/x");
            assertThatThrownBy(() ->
                            Drivers.find(url, List.of("com.example.Driver"), "com.example:driver", "com.example:other"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage("The URL mysql://u:********@h/x needs a JDBC driver that is not there:"
                            + " add com.example:driver or com.example:other to the class path or the module path;"
                            + " the command ./rapier does it with --with com.example:driver");
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void wrongPasswordOfMariaDbIsToldWithoutIt() {
        var url = DatabaseUrl.parse(MariaServer.createDatabase()).withPassword("wrong-secret");
        assertThatThrownBy(() -> Database.of(url, o -> o).connect())
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("Access denied for user 'tester'")
                .hasMessageContaining("********")
                .hasMessageNotContaining("wrong-secret");
        var missing = DatabaseUrl.parse(MariaServer.createDatabase()).withDatabase("nowhere");
        assertThatThrownBy(() -> Database.of(missing, o -> o).connect())
                .hasMessageContaining("Unknown database 'nowhere'");
    }

    @Test
    void serverThatIsDownIsToldInOneSentence() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var db = Database.of("mariadb://u:secret@127.0.0.1:" + port + "/shop", o -> o.poolWait(Duration.ofSeconds(1)));
        assertThatThrownBy(db::connect)
                .isInstanceOf(ConnectionLost.class)
                .hasMessageStartingWith(
                        "Can't connect to the database mariadb://u:********@127.0.0.1:" + port + "/shop")
                .hasMessageContaining("refused")
                .hasMessageNotContaining("secret");
        assertThat(db.isConnected()).isFalse();
    }

    @Test
    void fileThatIsNoDatabaseIsTold(@TempDir Path directory) throws Exception {
        var text = directory.resolve("notes.db");
        Files.writeString(text, "this is no database, but a text that is long enough ".repeat(100));
        assertThatThrownBy(() -> Database.of("sqlite:///" + text).connect())
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("file is not a database")
                .hasMessageContaining("notes.db");
        Files.copy(text, directory.resolve("notes.mv.db"));
        assertThatThrownBy(
                        () -> Database.of("h2:///" + directory.resolve("notes")).connect())
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("notes");
        assertThat(text).content().startsWith("this is no database");
    }

    @Test
    void directoryThatIsMissingIsTold(@TempDir Path directory) {
        assertThatThrownBy(() -> Database.of("sqlite:///" + directory.resolve("no/shop.db"))
                        .connect())
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("no/shop.db");
    }

    @Test
    void wrongPasswordOfH2IsToldWithoutIt(@TempDir Path directory) {
        var url = "h2://owner:right-secret@/" + directory.resolve("shop");
        try (var db = Database.of(url).connect()) {
            db.execute("CREATE TABLE item (id int)");
        }
        assertThatThrownBy(() -> Database.of(url.replace("right", "wrong")).connect())
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("Wrong user name or password")
                .hasMessageNotContaining("secret");
        try (var db = Database.of(url).connect()) {
            assertThat(db.fetchAll("SELECT * FROM item")).isEmpty();
        }
    }
}
