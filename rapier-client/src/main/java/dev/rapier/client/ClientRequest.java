package dev.rapier.client;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import java.net.URI;

/**
 * A request, complete: what a {@link Transport} sends. It can't be changed; the {@code with} methods make another.
 *
 * @param method {@code GET}, as it is sent
 * @param url absolute and encoded
 * @param headers all fields that are sent, in order; not to be changed
 * @param payload the body
 * @param timeouts how long it may take
 */
public record ClientRequest(String method, URI url, Headers headers, Payload payload, ClientTimeouts timeouts) {
    /** This one with a field in the place of all others of its name. */
    public ClientRequest withHeader(String name, String value) {
        return new ClientRequest(method, url, HeaderList.copyOf(headers).set(name, value), payload, timeouts);
    }

    /** This one without the fields of a name. */
    public ClientRequest withoutHeader(String name) {
        return new ClientRequest(method, url, HeaderList.copyOf(headers).remove(name), payload, timeouts);
    }

    /** This one with other timeouts. */
    public ClientRequest withTimeouts(ClientTimeouts other) {
        return new ClientRequest(method, url, headers, payload, other);
    }

    /** Method and URL without user, password, query and fragment, which may be secrets. */
    @Override
    public String toString() {
        return method + " " + Urls.display(url);
    }
}
