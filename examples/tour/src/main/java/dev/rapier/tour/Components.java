package dev.rapier.tour;

import dev.rapier.client.Client;
import dev.rapier.orm.OrmEngine;
import dev.rapier.sql.Database;
import dev.rapier.tour.lesson.UsersSqlAlchemy;
import dev.rapier.vertx.VertxEngine;
import dev.rapier.web.Rapier;
import dev.rapier.web.RunningApp;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the tour is built on: a database, the ORM on it, a client for HTTP, and an upstream for it to call.
 *
 * @param database not connected yet: that is the first thing that the application does
 * @param upstream base URL of the API that has users
 * @param ownUpstream the upstream where it is the tour's own
 */
record Components(Database database, OrmEngine orm, Client client, String upstream, Optional<RunningApp> ownUpstream)
        implements AutoCloseable {

    static Components of(Options options) {
        var database = Database.of(databaseUrl(options));
        var own = options.upstream().isPresent() ? Optional.<RunningApp>empty() : Optional.of(startUpstream());
        var upstream = own.map(app -> url(app.address()))
                .orElseGet(() -> options.upstream().orElseThrow().toString());
        return new Components(
                database,
                OrmEngine.on(
                        database,
                        orm -> orm.entities(UsersSqlAlchemy.User.class).echo(true)),
                Client.builder().ownHosts("127.0.0.1", "localhost").build(),
                upstream,
                own);
    }

    /** Base URL of a server that listens there: {@code http://127.0.0.1:8000}. */
    static String url(InetSocketAddress socket) {
        var address = socket.getAddress();
        var host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getPort();
    }

    /** Ends what is still open, the last one opened first. */
    @Override
    public void close() {
        client.close();
        ownUpstream.ifPresent(RunningApp::stop);
        orm.close();
        database.close();
    }

    /** A server of our own is one of Rapier's embedded ones, temporary or in the directory that was named. */
    private static String databaseUrl(Options options) {
        return options.database()
                .orElseGet(() -> options.data()
                        .map(directory -> "postgresql+embedded:///?directory="
                                + URLEncoder.encode(directory.toAbsolutePath().toString(), StandardCharsets.UTF_8))
                        .orElse("postgresql+embedded://"));
    }

    private static RunningApp startUpstream() {
        var app = Rapier.create();
        app.settings().port(0).readDeadlines(true);
        return app.include(new Upstream()).start(new VertxEngine());
    }
}
