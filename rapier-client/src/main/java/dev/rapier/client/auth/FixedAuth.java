package dev.rapier.client.auth;

import dev.rapier.client.ClientResponse;
import java.util.Optional;

/** The same header for each request. */
record FixedAuth(String value) implements Auth {
    @Override
    public Optional<String> header() {
        return Optional.of(value);
    }

    @Override
    public ClientResponse flow(AuthExchange exchange) {
        return exchange.send(exchange.request().withHeader("Authorization", value));
    }

    /** Without the value, which is a secret. */
    @Override
    public String toString() {
        return "Auth[" + value.substring(0, value.indexOf(' ')) + "]";
    }
}
