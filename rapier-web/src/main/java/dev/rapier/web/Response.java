package dev.rapier.web;

import dev.rapier.http.HeaderList;
import dev.rapier.http.SetCookie;

/**
 * An answer made by hand. What a handler returns otherwise becomes JSON with status 200; this is for another status, for
 * header fields, for another media type. Not for two requests: make a new one each time.
 *
 * {@snippet :
 * app.get("/teapot", request -> PlainTextResponse.of("short and stout").status(418).header("x-pot", "tea"));
 * }
 */
public abstract sealed class Response permits FluentResponse {
    private final HeaderList headers = HeaderList.create();
    private int status = 200;

    Response() {}

    /** An answer without a body. */
    public static Response of(int status) {
        return new ContentResponse(new byte[0]).status(status);
    }

    /** An answer of these bytes, with status 200; text types without a charset get {@code charset=utf-8}. */
    public static Response of(byte[] content, String mediaType) {
        return new ContentResponse(content).mediaType(mediaType);
    }

    /** 200 to 599. */
    public final int status() {
        return status;
    }

    /** The header fields; may be changed. Length and date are the engine's to add. */
    public final HeaderList headers() {
        return headers;
    }

    /** Sets the status, 200 to 599. */
    public abstract Response status(int status);

    /** Sets a header field in the place of others of its name. To add one, use {@link #headers()}. */
    public abstract Response header(String name, String value);

    /** Sets the content type; text types without a charset get {@code charset=utf-8}. */
    public abstract Response mediaType(String mediaType);

    /** Sets a cookie beside others that are set. */
    public abstract Response cookie(SetCookie cookie);

    /** Lets the browser save the answer under a name. */
    public abstract Response attachment(String filename);

    /** Sends head and body. */
    abstract void send(Sending sending);

    final void changeStatus(int value) {
        if (value < 200 || value > 599) {
            throw new IllegalArgumentException("Status " + value + " of a response is not between 200 and 599");
        }
        status = value;
    }
}
