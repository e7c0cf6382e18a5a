package dev.rapier.client;

import java.net.URI;
import java.util.Map;

/**
 * A link in the header {@code Link} of a response (RFC 8288).
 *
 * @param url absolute
 * @param parameters {@code rel}, {@code title} and the like; names in lower case
 */
public record Link(URI url, Map<String, String> parameters) {
    public Link {
        parameters = Map.copyOf(parameters);
    }
}
