package dev.rapier.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB of the tests' own, made from the programs of Debian's package {@code mariadb-server-core}: in a temporary directory,
 * on a free port of the loopback. It ends with the JVM. A server that runs on the machine is never used.
 */
public final class MariaServer {
    private static final Path PROGRAM = Path.of("/usr/sbin/mariadbd");
    private static final Path TABLES = Path.of("/usr/share/mysql");
    private static final String PASSWORD = "se:cr/et";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static @Nullable MariaServer shared;

    private final int port;

    private MariaServer(int port) {
        this.port = port;
    }

    /** The URL of a new, empty database. Skips the test where there is no MariaDB. */
    public static synchronized String createDatabase() {
        assumeTrue(
                Files.isExecutable(PROGRAM) && Files.isDirectory(TABLES),
                "There is no MariaDB here (Debian: mariadb-server-core); its tests are skipped");
        try {
            if (shared == null) {
                shared = start();
            }
            var name = "test" + COUNT.incrementAndGet();
            try (var root = DriverManager.getConnection(shared.rootUrl());
                    var statement = root.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return "mariadb://tester:se%3Acr%2Fet@127.0.0.1:" + shared.port + "/" + name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String rootUrl() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/?user=root&sslMode=disable";
    }

    private static MariaServer start() throws IOException, InterruptedException, SQLException {
        var directory = Files.createTempDirectory("rapier-mariadb");
        var data = Files.createDirectories(directory.resolve("data/mysql")).getParent();
        var asRoot =
                ProcessHandle.current().info().user().filter("root"::equals).isPresent();
        if (asRoot) { // it refuses to run as root
            run(List.of("chown", "-R", "nobody", directory.toString()), directory, null);
        }
        var common = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=32M",
                "--innodb-log-file-size=8M"));
        if (asRoot) {
            common.add("--user=nobody");
        }
        run(Stream.concat(common.stream(), Stream.of("--bootstrap")).toList(), directory, systemTables());

        int port = freePort();
        common.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--innodb-lock-wait-timeout=2",
                "--character-set-server=utf8mb4", // as Debian's configuration says, and MariaDB 11 by itself
                "--skip-name-resolve"));
        var process = new ProcessBuilder(common)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, directory)));
        var server = new MariaServer(port);
        server.awaitReady(process, directory);
        return server;
    }

    /** What {@code mariadb-install-db} does, and a user with a password. */
    private static String systemTables() throws IOException {
        var script = new StringBuilder("USE mysql;\nSET @auth_root_socket=NULL;\n");
        for (var file :
                List.of("mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql")) {
            script.append(Files.readString(TABLES.resolve(file))).append('\n');
        }
        return script.append("FLUSH PRIVILEGES;\nCREATE USER 'tester'@'127.0.0.1' IDENTIFIED BY '")
                .append(PASSWORD)
                .append("';\nGRANT ALL ON *.* TO 'tester'@'127.0.0.1';\n")
                .toString();
    }

    private void awaitReady(Process process, Path directory) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try (var connection = DriverManager.getConnection(rootUrl())) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "MariaDB did not start: " + Files.readString(directory.resolve("log")), e);
                }
            }
            Thread.sleep(50);
        }
    }

    private static void run(List<String> command, Path directory, @Nullable String input)
            throws IOException, InterruptedException {
        var log = directory.resolveSibling(directory.getFileName() + ".log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try (var in = process.outputWriter()) {
            if (input != null) {
                in.write(input);
            }
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command.getFirst() + " failed: " + Files.readString(log.toPath()));
        }
        Files.delete(log.toPath());
    }

    private static void end(Process process, Path directory) {
        try {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
