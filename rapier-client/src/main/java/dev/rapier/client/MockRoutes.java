package dev.rapier.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A transport for tests that answers by method and path; for those who know respx.
 *
 * {@snippet :
 * var mock = new MockRoutes();
 * MockRoute user = mock.on("GET", "/users/{id}").answer(200, Map.of("id", 7));
 * mock.on("POST", "http://pay.test/charges").fail(request -> new ReadTimeoutException(request, "silence", null));
 * try (var client = Client.builder().baseUrl("http://users.test").transport(mock).build()) {
 *     client.get("/users/7");
 * }
 * assertThat(user.calls()).hasSize(1);
 * mock.assertAllCalled();                 // fails: nobody paid
 * }
 *
 * <p>The route that was added last and fits a request answers, so that a test can put one in the place of an earlier one. A request that
 * fits none fails with an {@link AssertionError} that names the routes.
 */
public final class MockRoutes implements Transport {
    private final List<MockRoute> routes = new CopyOnWriteArrayList<>();

    /** No routes yet. */
    public MockRoutes() {}

    /**
     * Adds a route, to be told what to answer.
     *
     * @param pattern a path such as {@code /users/{id}} or {@code /files/{rest:path}}, on any host; or with scheme and host before it
     * @throws IllegalArgumentException if it is neither
     */
    public MockRoute on(String method, String pattern) {
        boolean path = pattern.startsWith("/");
        boolean url = pattern.indexOf("://") > 0 && pattern.indexOf('/', pattern.indexOf("://") + 3) > 0;
        if ((!path && !url) || pattern.contains("?")) {
            throw new IllegalArgumentException("'" + pattern
                    + "' is neither a path that begins with a slash nor a URL with a path, without a query");
        }
        var route = new MockRoute(method, pattern);
        routes.addFirst(route);
        return route;
    }

    /** Fails if a route was never called. */
    public void assertAllCalled() {
        List<MockRoute> idle = routes.reversed().stream()
                .filter(route -> route.calls().isEmpty())
                .toList();
        if (!idle.isEmpty()) {
            throw new AssertionError("never called: " + names(idle));
        }
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        for (MockRoute route : routes) {
            if (route.fits(request)) {
                return route.handle(request);
            }
        }
        throw new AssertionError(request + " fits no route; there are " + names(routes.reversed()));
    }

    private static String names(List<MockRoute> some) {
        return some.isEmpty() ? "none" : some.stream().map(MockRoute::toString).collect(Collectors.joining(", "));
    }
}
