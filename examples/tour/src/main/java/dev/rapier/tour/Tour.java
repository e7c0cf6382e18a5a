package dev.rapier.tour;

import dev.rapier.orm.SessionMaker;
import dev.rapier.sql.Migrations;
import dev.rapier.tour.lesson.ExportCsv;
import dev.rapier.tour.lesson.FetchUrls;
import dev.rapier.tour.lesson.Lessons;
import dev.rapier.tour.lesson.MixingSyncAndAsync;
import dev.rapier.tour.lesson.OwnServer;
import dev.rapier.tour.lesson.UsersSqlAlchemy;
import dev.rapier.tour.lesson.UsersWithPosts;
import dev.rapier.web.App;
import dev.rapier.web.Rapier;
import dev.rapier.web.RunningApp;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tour: every example of the guide on coroutines as a running service, with a page at {@code /} that shows and runs them.
 *
 * <p>{@code main} serves until the process is asked to end. Exit codes: 0 after a graceful stop, 1 when something could not be
 * started or a lesson failed, 2 for a command line that can't be understood.
 */
public final class Tour implements AutoCloseable {

    private final Components components;
    private final Lessons lessons;
    private final App app = Rapier.create();

    /** Where the tour listens; set by the start. */
    private volatile @Nullable RunningApp running;

    Tour(Options options) {
        components = Components.of(options);
        lessons = Lessons.of(components.database(), new OwnServer(components.client(), this::url));
        app.api()
                .title("Rapier tour")
                .description("Every example of a guide to coroutines, async and await, as a running service."
                        + " The page at [/](/) shows their code and runs them.");
        app.settings().host(options.host()).port(options.port()).readDeadlines(true);

        // Registered first, so that it comes last at the end.
        app.onShutdown(components::close);
        app.include(new UsersWithPosts(components.database()));
        app.onStartup(() -> migrations().apply(components.database()));
        app.include(new FetchUrls(components.client(), components.upstream()));
        app.include(new UsersSqlAlchemy(SessionMaker.of(components.orm())));
        app.include(new ExportCsv(components.database()));
        app.include(new MixingSyncAndAsync());
        new Site(lessons).addTo(app);
    }

    /** The command line: see {@link Options#USAGE}. */
    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            var options = Options.parse(arguments);
            if (options.help()) {
                out.print(Options.USAGE);
                return 0;
            }
            return options.lessons() ? lessons(options, out) : serve(options, out);
        } catch (BadUsage e) {
            err.println("rapier tour: " + e.getMessage());
            err.print(Options.USAGE);
            return 2;
        } catch (RuntimeException e) {
            err.println("rapier tour could not start: " + (e.getMessage() == null ? e : e.getMessage()));
            return 1;
        }
    }

    private static int lessons(Options options, PrintStream out) {
        try (var tour = new Tour(options.port(0)).start()) {
            return new Terminal(tour.lessons(), out).runAll() ? 0 : 1;
        }
    }

    /** Serves until the process is asked to end, and does not return then: {@link App#serve()} ends the process. */
    private static int serve(Options options, PrintStream out) {
        var tour = new Tour(options.port() == 0 ? options.port(freePort(options.host())) : options);
        out.println("Database " + tour.databaseForPeople(options));
        out.println("Upstream " + tour.components.upstream());
        tour.app.serve();
        return 0;
    }

    /** A free port, known before the start: the lessons call the tour itself. Somebody else could take it meanwhile. */
    private static int freePort(String host) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port at " + host + ": " + e.getMessage(), e);
        }
    }

    /** Starts and returns when the port is open. */
    Tour start() {
        running = app.start();
        return this;
    }

    /** Stops gracefully. */
    @Override
    public void close() {
        var now = running;
        if (now != null) {
            now.stop();
        }
    }

    Lessons lessons() {
        return lessons;
    }

    Components components() {
        return components;
    }

    /** Base URL of the tour itself. */
    String url() {
        var now = running;
        if (now != null) {
            return Components.url(now.address());
        }
        var engine = app.settings().engine();
        return Components.url(new InetSocketAddress(engine.host(), engine.port()));
    }

    /** H2 understands the files for PostgreSQL. */
    private Migrations migrations() {
        return Migrations.of(
                switch (components.database().url().dialect()) {
                    case "sqlite" -> "classpath:db/sqlite";
                    case "mysql", "mariadb" -> "classpath:db/mysql";
                    default -> "classpath:db/migration";
                });
    }

    private String databaseForPeople(Options options) {
        if (options.database().isPresent()) {
            return components.database().toString(); // the password is hidden
        }
        return "PostgreSQL of the tour itself, "
                + options.data().map(directory -> "data kept in " + directory).orElse("data temporary");
    }
}
