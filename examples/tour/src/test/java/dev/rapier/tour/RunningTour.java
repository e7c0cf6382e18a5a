package dev.rapier.tour;

import dev.rapier.http.DeadlineHeader;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One tour for all tests that take it as a parameter: real sockets, a database of its own on a real PostgreSQL. */
final class RunningTour implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Tour tour;

    private RunningTour(String... arguments) {
        tour = new Tour(Options.parse(List.of(arguments)).port(0)).start();
    }

    /** A tour with these arguments and a database of its own. */
    static RunningTour with(String... arguments) {
        var all = Stream.concat(
                Stream.of("--database", EmbeddedPostgres.shared().createDatabase()), Stream.of(arguments));
        return new RunningTour(all.toArray(String[]::new));
    }

    /** A tour on this database. */
    static RunningTour on(String database) {
        return new RunningTour("--database", database);
    }

    Tour tour() {
        return tour;
    }

    String url(String path) {
        return tour.url() + path;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path))).build());
    }

    /** GET by a client that says how long it will wait. */
    HttpResponse<String> getWithin(Duration time, String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header(DeadlineHeader.NAME, DeadlineHeader.format(time))
                .build());
    }

    HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        tour.close();
        http.close();
    }

    /** Hands the one tour to tests; it ends with the last of them. */
    static final class Shared implements ParameterResolver {
        private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Shared.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningTour.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(HERE)
                    .computeIfAbsent(RunningTour.class, type -> with(), RunningTour.class);
        }
    }
}
