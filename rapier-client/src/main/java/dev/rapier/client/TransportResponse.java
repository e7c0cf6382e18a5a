package dev.rapier.client;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A response as a {@link Transport} gives it: the head, and a body that is read from the stream as it comes.
 *
 * @param status 100 to 599
 * @param reason the reason phrase, empty where the protocol has none
 * @param httpVersion {@code HTTP/1.1} or {@code HTTP/2}
 * @param headers all fields, in order
 * @param body not decoded; closing it before its end gives up the connection
 */
public record TransportResponse(int status, String reason, String httpVersion, Headers headers, InputStream body) {
    /** A response of this status with nothing in it. */
    public static TransportResponse of(int status) {
        return bytes(status, "", new byte[0]);
    }

    /** A response with text in UTF-8. */
    public static TransportResponse text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A response with the value as JSON. */
    public static TransportResponse json(int status, @Nullable Object value) {
        return bytes(status, "application/json", Json.write(value));
    }

    /** A response with bytes of a media type; an empty type leaves the header out. */
    public static TransportResponse bytes(int status, String contentType, byte[] body) {
        var headers = HeaderList.create();
        if (!contentType.isEmpty()) {
            headers.add("Content-Type", contentType);
        }
        headers.add("Content-Length", Integer.toString(body.length));
        return new TransportResponse(
                status, dev.rapier.http.HttpStatus.phrase(status), "HTTP/1.1", headers, new ByteArrayInputStream(body));
    }

    /** This one with one field more. */
    public TransportResponse withHeader(String name, String value) {
        return new TransportResponse(
                status, reason, httpVersion, HeaderList.copyOf(headers).add(name, value), body);
    }

    /** This one with something that is done, once, when its body is closed. */
    public TransportResponse whenClosed(Runnable action) {
        return new TransportResponse(status, reason, httpVersion, headers, new WatchedBody(body, action));
    }
}
