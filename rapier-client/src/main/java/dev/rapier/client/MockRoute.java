package dev.rapier.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@link MockRoutes} do with the requests of one method and path: answer or fail, and remember them. */
public final class MockRoute {
    private final String method;
    private final String pattern;
    private final Pattern path;
    private final boolean absolute;
    private final List<ClientRequest> calls = new CopyOnWriteArrayList<>();
    private volatile Predicate<ClientRequest> condition = request -> true;
    private volatile @Nullable Function<ClientRequest, TransportResponse> handler;

    MockRoute(String method, String pattern) {
        this.method = method;
        this.pattern = pattern;
        this.absolute = pattern.contains("://");
        this.path = compile(absolute ? pattern.substring(pattern.indexOf('/', pattern.indexOf("://") + 3)) : pattern);
    }

    /** {@code /users/{id}} as an expression; a name takes a segment, {@code {rest:path}} all that follows. */
    private static Pattern compile(String path) {
        var expression = new StringBuilder();
        Matcher name = Pattern.compile("\\{[^}/]*\\}").matcher(path);
        int at = 0;
        while (name.find()) {
            expression.append(Pattern.quote(path.substring(at, name.start())));
            expression.append(name.group().endsWith(":path}") ? ".*" : "[^/]+");
            at = name.end();
        }
        return Pattern.compile(
                expression.append(Pattern.quote(path.substring(at))).toString());
    }

    /** Only for requests that are so, {@code request -> request.headers().first("X-Id").isPresent()} for example. */
    public MockRoute where(Predicate<ClientRequest> more) {
        condition = condition.and(more);
        return this;
    }

    /** Answers with this status and nothing else. */
    public MockRoute answer(int status) {
        return answer(request -> TransportResponse.of(status));
    }

    /** Answers with this status and the value as JSON. */
    public MockRoute answer(int status, @Nullable Object json) {
        return answer(request -> TransportResponse.json(status, json));
    }

    /** Answers with what the function makes of each request, or fails with what it throws. */
    public MockRoute answer(Function<ClientRequest, TransportResponse> function) {
        handler = function;
        return this;
    }

    /** Fails with what the function makes of each request: {@code request -> new ReadTimeoutException(request, "silence", null)}. */
    public MockRoute fail(Function<ClientRequest, ? extends RuntimeException> function) {
        return answer(request -> {
            throw function.apply(request);
        });
    }

    /** The requests that came here, in order. */
    public List<ClientRequest> calls() {
        return List.copyOf(calls);
    }

    boolean fits(ClientRequest request) {
        String url = request.url().toString();
        boolean sameHost = !absolute
                || url.startsWith(pattern.substring(0, pattern.indexOf('/', pattern.indexOf("://") + 3)) + "/");
        return sameHost
                && method.equals(request.method())
                && path.matcher(request.url().getRawPath()).matches()
                && condition.test(request);
    }

    TransportResponse handle(ClientRequest request) {
        calls.add(request);
        Function<ClientRequest, TransportResponse> answer = handler;
        if (answer == null) {
            throw new IllegalStateException("the route " + this + " was not told what to answer");
        }
        return answer.apply(request);
    }

    /** Method and pattern. */
    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
