package dev.rapier.web;

import dev.rapier.async.Action;
import dev.rapier.async.Fn;
import dev.rapier.async.Resource;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.web.docs.ApiPage;
import dev.rapier.web.docs.ApiPages;
import dev.rapier.web.engine.Engine;
import dev.rapier.web.limit.InFlightLimit;
import dev.rapier.web.limit.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application: routes, what happens around them, and how it is served. Made by {@link Rapier#create()}.
 *
 * {@snippet :
 * var app = Rapier.create();
 * app.get("/ping", request -> "pong");
 * app.include(new Users(db));
 * app.serve();
 * }
 *
 * <p>Put together by one thread; from the start on it does not change any more, but for {@link #background}.
 */
public final class App {
    private final HandlerCompiler compiler;
    private final AppSettings settings;
    private final Provisions provisions;
    private final ApiDescription api = new ApiDescription();
    private final ExceptionHandlers exceptionHandlers = new ExceptionHandlers();
    private final List<RouteBuilder> routes = new ArrayList<>();
    private final List<LifespanPart> parts = new ArrayList<>();
    private final List<Action> background = new ArrayList<>();

    // Set by the start, then read by any thread.
    private volatile @Nullable List<Endpoint> endpoints;
    private volatile @Nullable Lifespan lifespan;

    App(HandlerCompiler compiler, AppSettings settings, Provisions provisions) {
        this.compiler = compiler;
        this.settings = settings;
        this.provisions = provisions;
    }

    /** Address and limits; to be changed before the start. */
    public AppSettings settings() {
        return settings;
    }

    /** What the OpenAPI document says of the application, and where its pages are; to be changed before the start. */
    public ApiDescription api() {
        return api;
    }

    /** Serves GET of a path. The first route that fits a request wins. */
    public RouteBuilder get(String path, Handler handler) {
        return route(Set.of("GET"), path, handler);
    }

    /** Serves POST of a path. */
    public RouteBuilder post(String path, Handler handler) {
        return route(Set.of("POST"), path, handler);
    }

    /** Serves PUT of a path. */
    public RouteBuilder put(String path, Handler handler) {
        return route(Set.of("PUT"), path, handler);
    }

    /** Serves DELETE of a path. */
    public RouteBuilder delete(String path, Handler handler) {
        return route(Set.of("DELETE"), path, handler);
    }

    /** Serves PATCH of a path. */
    public RouteBuilder patch(String path, Handler handler) {
        return route(Set.of("PATCH"), path, handler);
    }

    /** Serves OPTIONS of a path. */
    public RouteBuilder options(String path, Handler handler) {
        return route(Set.of("OPTIONS"), path, handler);
    }

    /** Serves HEAD of a path; GET does not imply it. */
    public RouteBuilder head(String path, Handler handler) {
        return route(Set.of("HEAD"), path, handler);
    }

    /** Serves TRACE of a path. */
    public RouteBuilder trace(String path, Handler handler) {
        return route(Set.of("TRACE"), path, handler);
    }

    /**
     * Serves several methods of a path by one handler.
     *
     * @throws IllegalArgumentException if the path is not a template
     */
    public RouteBuilder route(Set<String> methods, String path, Handler handler) {
        checkNotStarted();
        PathTemplate template = PathTemplate.parse(path);
        var route = new RouteBuilder(methods, template, handler, template.openApiPath());
        routes.add(route);
        return route;
    }

    /**
     * Adds the annotated methods of an object, of any visibility: routes, hooks, and what they provide to requests.
     *
     * @throws IllegalArgumentException if there are none, or if one can't be served; the message says why
     */
    public App include(Object target) {
        return include("", target);
    }

    /** Adds the annotated methods of an object with a prefix before their paths: {@code include("/api", users)}. */
    public App include(String prefix, Object target) {
        checkNotStarted();
        if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
            throw new IllegalArgumentException("The prefix '" + prefix + "' must begin and must not end with a slash");
        }
        Included included = Included.of(target, prefix, compiler, provisions);
        routes.addAll(included.routes());
        parts.add(included.hooks());
        return this;
    }

    /**
     * Provides something to the handlers that have a parameter of this type, or say that they {@linkplain RouteBuilder#needs need} it:
     * FastAPI's {@code Depends} with {@code yield}. It is acquired for each request before its handler, sees what the handler throws, and is
     * released before the answer is sent: if the release fails, that is the answer. What a handler returns is made into bytes before the
     * release; a body that is streamed is made after it.
     *
     * {@snippet :
     * app.provide(Session.class, sessions.perRequest());
     * app.include(new Users());
     * }
     *
     * <p>To be called before the objects are included that need it.
     *
     * @throws IllegalArgumentException if the type is provided already
     */
    public <T> App provide(Class<T> type, Resource<? extends T> resource) {
        return provideFor(type, _ -> resource);
    }

    /** {@link #provide} of something that depends on the request: the user who is logged in. */
    public <T> App provideFor(Class<T> type, Fn<Request, ? extends Resource<? extends T>> resource) {
        checkNotStarted();
        provisions.add(Provision.of(type, resource, "app.provide"));
        return this;
    }

    /**
     * Puts something else in the place of what is provided of a type, for tests: FastAPI's {@code dependency_overrides}. What stood there
     * is not made any more, nor what only that needed. Counts from the next request on, also while the application runs.
     *
     * {@snippet :
     * app.override(User.class, Resource.of(() -> new User(7, "ada"), _ -> {}));
     * }
     *
     * @throws IllegalArgumentException if nothing provides this type
     */
    public <T> App override(Class<T> type, Resource<? extends T> resource) {
        return overrideFor(type, _ -> resource);
    }

    /** {@link #override} with something that depends on the request. */
    public <T> App overrideFor(Class<T> type, Fn<Request, ? extends Resource<? extends T>> resource) {
        provisions.override(Provision.of(type, resource, "app.override"));
        return this;
    }

    /** Takes back all that was {@linkplain #override overridden}. */
    public App withoutOverrides() {
        provisions.withoutOverrides();
        return this;
    }

    /** Does something before the port opens; if it throws, the application does not start. */
    public App onStartup(Action action) {
        checkNotStarted();
        parts.add(new Hooks(List.of(new Hooks.Named("onStartup", action)), List.of()));
        return this;
    }

    /** Does something after the last request; the last one registered comes first. */
    public App onShutdown(Action action) {
        checkNotStarted();
        parts.add(new Hooks(List.of(), List.of(new Hooks.Named("onShutdown", action))));
        return this;
    }

    /** Holds a resource from before the port opens until after the last request. */
    public App lifespan(Resource<?> resource) {
        checkNotStarted();
        parts.add(inside -> resource.use(_ -> {
            inside.run();
            return "";
        }));
        return this;
    }

    /**
     * Runs work beside the requests: from the start on, or from now on if it has started. It is cancelled when the last
     * request has ended; if it fails, that is logged and harms nobody.
     */
    public App background(Action work) {
        Lifespan running = lifespan;
        if (running == null) {
            background.add(work);
        } else {
            running.background(work);
        }
        return this;
    }

    /**
     * Answers exceptions of a class and of its subclasses that have no closer handler. What is answered so is not logged, unless
     * the class is {@code Exception} or {@code Throwable}.
     */
    public <E extends Throwable> App exceptionHandler(Class<E> type, ExceptionHandler<? super E> handler) {
        checkNotStarted();
        exceptionHandlers.put(type, handler);
        return this;
    }

    /**
     * Answers an {@link HttpException} of a status, also that of an unknown path (404) or method (405). For 500: every
     * exception that has no other handler; it is still logged.
     */
    public App exceptionHandler(int status, ExceptionHandler<Throwable> handler) {
        checkNotStarted();
        exceptionHandlers.put(status, handler);
        return this;
    }

    /** The routes in the order in which they are tried. */
    public List<Endpoint> endpoints() {
        List<Endpoint> known = endpoints;
        return known == null ? built() : known;
    }

    private List<Endpoint> built() {
        var all = new ArrayList<Endpoint>();
        for (ApiPage page : ApiPages.of(api, this::endpoints)) {
            PathTemplate path = PathTemplate.parse(page.path());
            all.add(new RouteBuilder(Set.of("GET", "HEAD"), path, page.handler(), page.path())
                    .hidden()
                    .build(provisions));
        }
        routes.forEach(route -> all.add(route.build(provisions)));
        return List.copyOf(all);
    }

    /**
     * Serves until the process is asked to end (SIGTERM, SIGINT), then stops gracefully and ends the process with exit code 0; a
     * second signal ends it at once. If the application can't start, says so in one sentence and ends the process with exit
     * code 1.
     */
    public void serve() {
        Serving.serve(this);
    }

    /**
     * Starts on the engine that is on the class path and returns when the port is open.
     *
     * @throws StartupException if a hook fails or no engine is there
     * @throws java.io.UncheckedIOException if the port can't be bound
     */
    public RunningApp start() {
        Engine engine = ServiceLoader.load(Engine.class)
                .findFirst()
                .orElseThrow(() -> new StartupException(
                        "There is no HTTP engine; add the dependency dev.rapier:rapier-vertx",
                        new IllegalStateException("no provider of " + Engine.class.getName())));
        SettingSource.apply(settings);
        return start(engine);
    }

    /** Starts on a given engine: hooks first, then the port. */
    public RunningApp start(Engine engine) {
        checkNotStarted();
        List<Endpoint> built = endpoints();
        endpoints = built;
        var limit = new InFlightLimit(
                settings.inFlightMin(),
                settings.inFlightMax(),
                settings.inFlightQueue(),
                settings.queueTime(),
                System::nanoTime);
        background.add(() -> Pulse.beat(limit));
        var service = new Service(
                built,
                exceptionHandlers,
                limit,
                new RequestDeadline(settings.requestTime(), settings.readDeadlines()),
                settings.redirectSlashes(),
                provisions);
        var around = new Lifespan(parts, background);
        lifespan = around;
        around.start();
        try {
            return new RunningApp(engine.start(settings.engine(), service), service, around, settings.graceTime());
        } catch (RuntimeException | Error failure) {
            around.stop();
            throw failure;
        }
    }

    /** Gives up a start that is under way, from another thread. */
    void giveUpStart(String reason) {
        Lifespan starting = lifespan;
        if (starting != null) {
            starting.giveUpStart(reason);
        }
    }

    private void checkNotStarted() {
        if (lifespan != null) {
            throw new IllegalStateException("The application has been started; it can't be changed or started again");
        }
    }
}
