package dev.rapier.client;

import dev.rapier.async.Async;
import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

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
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    /** This one with a field in the place of all others of its name. */
    public ClientRequest withHeader(String name, String value) {
        return new ClientRequest(method, url, HeaderList.copyOf(headers).set(name, value), payload, timeouts);
    }

    /** This one without the fields of a name. */
    public ClientRequest withoutHeader(String name) {
        return new ClientRequest(method, url, HeaderList.copyOf(headers).remove(name), payload, timeouts);
    }

    /** This one with another body, and what the headers say of its length and, where it has one, its type. */
    public ClientRequest withPayload(Payload other) {
        HeaderList changed = HeaderList.copyOf(headers).remove("Content-Length").remove("Transfer-Encoding");
        other.contentType().ifPresent(type -> changed.set("Content-Type", type));
        if (other.length().isPresent()) {
            changed.add("Content-Length", Long.toString(other.length().getAsLong()));
        } else {
            changed.add("Transfer-Encoding", "chunked");
        }
        return new ClientRequest(method, url, changed, other, timeouts);
    }

    /**
     * This one with its whole body in memory, where it can be looked at ({@link Payload#toBytes()}) and sent again. What the writer of
     * the body throws is thrown by this as it is.
     */
    public ClientRequest buffered() {
        return payload.isInMemory() ? this : withPayload(Payload.bytes(payload.toBytes()));
    }

    /** This one with what is left of its total time, which began at this {@link Async#nanoTime()}. */
    ClientRequest within(long started) {
        if (timeouts.total().equals(ClientTimeouts.NEVER)) {
            return this;
        }
        Duration left = timeouts.total().minusNanos(Async.nanoTime() - started);
        if (!left.isPositive()) {
            throw new TotalTimeoutException(
                    this, "the call took longer than its total timeout, " + timeouts.total(), null);
        }
        return withTimeouts(timeouts.withTotal(left));
    }

    /** This one with other timeouts. */
    public ClientRequest withTimeouts(ClientTimeouts other) {
        return new ClientRequest(method, url, headers, payload, other);
    }

    /** Whether the method is one, and not something that would end the line in which it is sent. */
    boolean hasMethod() {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> true;
            default -> METHOD.matcher(method).matches();
        };
    }

    /** Method and URL without user, password, query and fragment, which may be secrets. */
    @Override
    public String toString() {
        return (hasMethod() ? method : "?") + " " + Urls.display(url);
    }
}
