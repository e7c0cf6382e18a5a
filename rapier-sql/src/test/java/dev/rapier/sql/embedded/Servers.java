package dev.rapier.sql.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/** What the tests of the embedded server share. */
final class Servers {
    private Servers() {}

    static Connection connect(String url) throws SQLException {
        var uri = URI.create(url);
        var properties = new Properties();
        properties.setProperty("user", uri.getUserInfo().split(":")[0]);
        properties.setProperty("password", uri.getUserInfo().split(":")[1]);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), properties);
    }

    static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = connect(server.url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void update(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = connect(server.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits for a condition, a minute at most. */
    static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Another JVM with the class path of this one. */
    static Process program(Class<?> main, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static boolean gone(Path path) {
        return !Files.exists(path);
    }
}
