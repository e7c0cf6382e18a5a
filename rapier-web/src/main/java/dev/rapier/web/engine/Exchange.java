package dev.rapier.web.engine;

import dev.rapier.http.Headers;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came, and the way to answer it. The request side may be read from any thread. Exactly one of {@link
 * #respond} and {@link #stream} may be called, once; a second answer is an {@link IllegalStateException}. An answer to a
 * client that has gone is dropped silently.
 */
public interface Exchange {
    /** The method as sent: {@code GET}. Case matters (RFC 9110 section 9.1). */
    String method();

    /** The path as sent, still percent-encoded, without the query; begins with a slash (or is {@code *}). */
    String path();

    /** The query as sent, without the question mark; null where there is none. */
    @Nullable
    String query();

    /** {@code http} or {@code https}. */
    String scheme();

    /** {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2}. */
    String httpVersion();

    /** Host and port as the client named them ({@code Host} or {@code :authority}); empty where it named none. */
    String authority();

    Headers headers();

    /** The whole body, empty where there is none; at most {@link EngineSettings#maxBodyBytes()} bytes. */
    byte[] body();

    /** The other end of the connection. */
    InetSocketAddress remoteAddress();

    /**
     * Sends the whole answer. Adds {@code Content-Length} and {@code Date}; leaves the body out for HEAD, 1xx, 204 and
     * 304. Never blocks.
     */
    void respond(int status, Headers headers, byte[] body);

    /** Sends the head and begins a body of unknown length. Never blocks. */
    BodyStream stream(int status, Headers headers);

    /** The request failed in a way that is the server's fault, which has been logged. For engines of tests. */
    default void failed(Throwable failure) {}
}
