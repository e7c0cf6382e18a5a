package dev.rapier.web;

import dev.rapier.http.Headers;
import dev.rapier.http.MediaType;
import dev.rapier.http.PercentEncoding;
import dev.rapier.web.engine.Exchange;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the client asked for. May be read from any thread, also from the tasks that a handler starts.
 *
 * {@snippet :
 * app.get("/hello/{name}", request -> "hello " + request.pathParam("name"));
 * }
 */
public final class Request {
    private final Exchange exchange;
    private final String path;
    private final List<String> pathNames;
    private final List<String> pathValues;
    private final Map<String, Object> state = new ConcurrentHashMap<>();

    // Made when first asked for; two threads may make two equal ones, which does no harm.
    private @Nullable QueryParams query;
    private @Nullable Map<String, String> cookies;

    /** What is there for the handler at the moment; replaced by the request's thread, read by any. */
    private volatile Map<Class<?>, Object> provided = Map.of();

    /** Owned by the request's thread. */
    private @Nullable BackgroundTasks backgroundTasks;

    private Request(Exchange exchange, String path, List<String> pathNames, List<String> pathValues) {
        this.exchange = exchange;
        this.path = path;
        this.pathNames = pathNames;
        this.pathValues = pathValues;
    }

    /**
     * A request whose route has been found.
     *
     * @param pathNames the names of the path template in order
     * @param pathValues their decoded values, as many
     */
    public static Request of(Exchange exchange, List<String> pathNames, List<String> pathValues) {
        return of(exchange, PercentEncoding.decode(exchange.path()), pathNames, pathValues);
    }

    /** A request whose path is decoded already. */
    static Request of(Exchange exchange, String path, List<String> pathNames, List<String> pathValues) {
        return new Request(exchange, path, pathNames, pathValues);
    }

    /** {@code GET}, as sent. */
    public String method() {
        return exchange.method();
    }

    /** The decoded path, without the query. */
    public String path() {
        return path;
    }

    /** The path as sent, still percent-encoded, without the query: for the log, since it has no line breaks. */
    public String rawPath() {
        return exchange.path();
    }

    /** Scheme, host, path and query as the client named them: {@code http://localhost:8000/items?skip=3}. */
    public String url() {
        String query = exchange.query();
        return exchange.scheme() + "://" + exchange.authority() + exchange.path() + (query == null ? "" : "?" + query);
    }

    /**
     * The decoded value of a name of the path template.
     *
     * @throws NoSuchElementException if the template of this route has no such name
     */
    public String pathParam(String name) {
        int index = pathNames.indexOf(name);
        if (index < 0) {
            throw new NoSuchElementException(
                    "The path template of this route has no {" + name + "}; its names are " + pathNames);
        }
        return pathValues.get(index);
    }

    /** All names of the path template with their values, in order. */
    public Map<String, String> pathParams() {
        var params = new LinkedHashMap<String, String>();
        for (int i = 0; i < pathNames.size(); i++) {
            params.put(pathNames.get(i), pathValues.get(i));
        }
        return Collections.unmodifiableMap(params);
    }

    /** The query; empty where there is none. */
    public QueryParams query() {
        QueryParams known = query;
        if (known == null) {
            String sent = exchange.query();
            known = QueryParams.parse(sent == null ? "" : sent);
            query = known;
        }
        return known;
    }

    /** The last value of a name of the query. */
    public Optional<String> query(String name) {
        return query().last(name);
    }

    public Headers headers() {
        return exchange.headers();
    }

    /** The first value of a header field. */
    public Optional<String> header(String name) {
        return exchange.headers().first(name);
    }

    /** Names and values of the cookies; of several of one name the last. */
    public Map<String, String> cookies() {
        Map<String, String> known = cookies;
        if (known == null) {
            known = Cookies.of(exchange.headers());
            cookies = known;
        }
        return known;
    }

    /** The value of a cookie. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies().get(name));
    }

    /** The media type of the body; empty where the client named none, or nothing that is one. */
    public Optional<MediaType> contentType() {
        return header("content-type").flatMap(MediaType::parse);
    }

    /** The whole body, empty where there is none. Not a copy: leave it as it is. */
    public byte[] body() {
        return exchange.body();
    }

    /** The body as text in the charset that it names, else UTF-8. */
    public String text() {
        return new String(body(), contentType().flatMap(MediaType::charset).orElse(StandardCharsets.UTF_8));
    }

    /** The other end of the connection: the client, or the proxy before it. */
    public InetSocketAddress remoteAddress() {
        return exchange.remoteAddress();
    }

    /** {@code HTTP/1.1} or {@code HTTP/2}. */
    public String httpVersion() {
        return exchange.httpVersion();
    }

    /** Things that one part of the request's way leaves for a later one. Safe for several threads. */
    public Map<String, Object> state() {
        return state;
    }

    /**
     * What {@link App#provide} made for this request.
     *
     * @throws IllegalStateException if the route does not say that it needs one, or if its use has ended, which it does before the
     *     answer is sent
     */
    public <T> T provided(Class<T> type) {
        Object value = provided.get(type);
        if (value == null) {
            throw new IllegalStateException("There is no " + type.getSimpleName() + " for " + this
                    + ": the route must say so by needs(" + type.getSimpleName()
                    + ".class) or by a parameter, and its use ends before the answer is sent");
        }
        return type.cast(value);
    }

    boolean isProvided(Class<?> type) {
        return provided.containsKey(type);
    }

    void provide(Class<?> type, Object value) {
        var more = new HashMap<>(provided);
        more.put(type, value);
        provided = Map.copyOf(more);
    }

    void withdraw(Class<?> type) {
        var fewer = new HashMap<>(provided);
        fewer.remove(type);
        provided = Map.copyOf(fewer);
    }

    /** Work to be done after the answer has been sent. For the thread of the handler. */
    public BackgroundTasks backgroundTasks() {
        BackgroundTasks known = backgroundTasks;
        if (known == null) {
            known = new BackgroundTasks();
            backgroundTasks = known;
        }
        return known;
    }

    /** Runs them; nothing where there are none. */
    void runBackgroundTasks() throws Exception {
        BackgroundTasks tasks = backgroundTasks;
        if (tasks != null) {
            tasks.runAll();
        }
    }

    /** Method and decoded path: {@code GET /users/7}. */
    @Override
    public String toString() {
        return method() + " " + path;
    }
}
