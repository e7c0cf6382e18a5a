package dev.rapier.web;

import dev.rapier.http.HeaderList;
import dev.rapier.http.PercentEncoding;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.web.engine.Application;
import dev.rapier.web.engine.Exchange;
import dev.rapier.web.engine.RequestTask;
import dev.rapier.web.engine.ThreadKind;
import dev.rapier.web.limit.InFlightLimit;
import dev.rapier.web.route.Match;
import dev.rapier.web.route.Router;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The application as engines see it: step 2 of the way of a request, and the requests in flight. */
final class Service implements Application {
    private final Router<Endpoint> router;
    private final ExceptionHandlers exceptionHandlers;
    private final InFlightLimit limit;
    private final RequestDeadline deadline;
    private final boolean redirectSlashes;
    private final Provisions provisions;
    private final Endpoint fallback;
    private final Endpoint overload;
    private final Set<RequestRun> running = ConcurrentHashMap.newKeySet();

    Service(
            List<Endpoint> endpoints,
            ExceptionHandlers exceptionHandlers,
            InFlightLimit limit,
            RequestDeadline deadline,
            boolean redirectSlashes,
            Provisions provisions) {
        this.router = new Router<>();
        this.provisions = provisions;
        endpoints.forEach(endpoint -> router.add(endpoint.methods(), endpoint.path(), endpoint));
        this.exceptionHandlers = exceptionHandlers;
        this.limit = limit;
        this.deadline = deadline;
        this.redirectSlashes = redirectSlashes;
        boolean ownPages = exceptionHandlers.hasOwnPages();
        this.fallback = builtIn("no route", ownPages ? ThreadKind.VIRTUAL : ThreadKind.NON_BLOCKING);
        this.overload = builtIn("overload", ThreadKind.NON_BLOCKING);
    }

    private static Endpoint builtIn(String name, ThreadKind kind) {
        Handler handler = _ -> {
            throw new HttpException(404);
        };
        return new Endpoint(
                Set.of(), PathTemplate.parse("/"), handler, name, kind, 200, true, false, List.of(), List.of(), null);
    }

    static HttpException unavailable() {
        return new HttpException(503, "Service Unavailable", HeaderList.of("retry-after", "1"));
    }

    ExceptionHandlers exceptionHandlers() {
        return exceptionHandlers;
    }

    /** What has to be made for a request of this route, in order. */
    List<Provider<?>> providers(Endpoint endpoint) {
        return provisions.of(endpoint);
    }

    RequestDeadline deadline() {
        return deadline;
    }

    InFlightLimit limit() {
        return limit;
    }

    @Override
    public RequestTask accept(Exchange exchange) {
        RequestRun run = find(exchange);
        running.add(run);
        return run;
    }

    private RequestRun find(Exchange exchange) {
        String path = PercentEncoding.decode(exchange.path());
        if (!Authority.isValid(exchange.authority())) {
            return fallback(exchange, path, _ -> {
                throw new HttpException(400, "Invalid host header");
            });
        }
        return switch (router.find(exchange.method(), path)) {
            case Match.Found<Endpoint>(Endpoint endpoint, List<String> values) ->
                admitted(exchange, path, endpoint, values);
            case Match.WrongMethod<Endpoint>(Endpoint first) ->
                fallback(exchange, path, _ -> {
                    throw new HttpException(
                            405, "Method Not Allowed", HeaderList.of("allow", String.join(", ", first.methods())));
                });
            case Match.NotFound<Endpoint> _ -> fallback(exchange, path, notFound(exchange, path));
        };
    }

    private RequestRun admitted(Exchange exchange, String path, Endpoint endpoint, List<String> values) {
        Request request = Request.of(exchange, path, endpoint.path().names(), values);
        var run = new RequestRun(this, exchange, endpoint, endpoint.handler(), request);
        if (endpoint.kind() == ThreadKind.NON_BLOCKING || run.tryAdmit()) {
            return run;
        }
        // A line for a processor must not hold one up, so what is bound to a processor does not wait.
        if (endpoint.kind() == ThreadKind.CPU_BOUND || limit.refuses()) {
            return new RequestRun(
                    this,
                    exchange,
                    overload,
                    _ -> {
                        throw unavailable();
                    },
                    request);
        }
        return run;
    }

    private RequestRun fallback(Exchange exchange, String path, Handler handler) {
        return new RequestRun(this, exchange, fallback, handler, Request.of(exchange, path, List.of(), List.of()));
    }

    private Handler notFound(Exchange exchange, String path) {
        if (redirectSlashes && path.length() > 1 && !exchange.authority().isEmpty()) {
            String other = path.endsWith("/") ? withoutSlashes(path) : path + "/";
            if (!(router.find(exchange.method(), other) instanceof Match.NotFound<Endpoint>)) {
                return _ -> redirect(exchange, other);
            }
        }
        return fallback.handler();
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** The target is made of the decoded path, so that it leads to the route that was found; always on the same host. */
    private static Response redirect(Exchange exchange, String path) {
        String query = exchange.query();
        return RedirectResponse.to(exchange.scheme() + "://" + exchange.authority()
                + PercentEncoding.encode(path, "/:@!$&'()*+,;=") + (query == null ? "" : "?" + query));
    }

    void ended(RequestRun run) {
        running.remove(run);
    }

    void cancelAll(String reason) {
        running.forEach(run -> run.cancelAtOnce(reason));
    }
}
