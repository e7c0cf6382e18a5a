package dev.rapier.client.auth;

import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How requests show who sends them: a method that sends the request of a call, and others if it needs to, until it has the response.
 * Any number of threads may run it at once.
 *
 * {@snippet :
 * Auth refreshing = exchange -> {
 *     var response = exchange.send(exchange.request().withHeader("Authorization", "Bearer " + tokens.current()));
 *     if (response.statusCode() != 401) {
 *         return response;
 *     }
 *     var fresh = exchange.send(tokens.refreshRequest()).read().json(Token.class);
 *     return exchange.send(exchange.request().withHeader("Authorization", "Bearer " + tokens.keep(fresh)));
 * };
 * try (var client = Client.builder().auth(refreshing).build()) {
 *     client.get("https://api.example.com/me");
 * }
 * }
 */
@FunctionalInterface
public interface Auth {
    /** Sends the request of the exchange, once or more often, and returns the last response. */
    ClientResponse flow(AuthExchange exchange);

    /**
     * What stands in the {@code Authorization} header of each request, where that is known before anything is sent; such a request is
     * sent without {@link #flow}. Empty by default.
     */
    default Optional<String> header() {
        return Optional.empty();
    }

    /** User and password (HTTP Basic, RFC 7617), in UTF-8. */
    static Auth basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new FixedAuth("Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** A bearer token (RFC 6750). */
    static Auth bearer(String token) {
        return new FixedAuth("Bearer " + token);
    }

    /** What the function makes of each request is sent. */
    static Auth of(UnaryOperator<ClientRequest> signing) {
        return exchange -> exchange.send(signing.apply(exchange.request()));
    }
}
