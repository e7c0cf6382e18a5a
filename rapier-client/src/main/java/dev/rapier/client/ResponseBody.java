package dev.rapier.client;

import dev.rapier.http.Headers;
import dev.rapier.http.MediaType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a response: not begun, gone through in pieces, read and kept, or given up. One thread at a time. */
final class ResponseBody {
    private final ClientRequest request;
    private final Headers headers;
    private final OpenBody open;
    private final BodyReader reader;
    private final Charset otherwise;
    private byte @Nullable [] content;
    private @Nullable String text;
    private @Nullable Charset chosen;
    private boolean consumed;
    private boolean closed;

    /** @param otherwise the charset of a text whose header names none */
    ResponseBody(ClientRequest request, Headers headers, OpenBody open, ClientLimits limits, Charset otherwise) {
        this.request = request;
        this.headers = headers;
        this.open = open;
        this.reader = new BodyReader(request, Decoding.decode(headers, open), open, limits);
        this.otherwise = otherwise;
    }

    void read() {
        if (content == null) {
            begin();
            content = reader.readToEnd(headers.first("Content-Length"));
            close();
        }
    }

    boolean isRead() {
        return content != null;
    }

    byte[] bytes() {
        if (content == null) {
            throw new ResponseNotReadException(
                    request, "the body of this streamed response has not been read; call read() first");
        }
        return content;
    }

    String text() {
        if (text == null) {
            text = new String(bytes(), charset());
        }
        return text;
    }

    Optional<Charset> declaredCharset() {
        return headers.first("Content-Type").flatMap(MediaType::parse).flatMap(MediaType::charset);
    }

    Charset charset() {
        return chosen != null ? chosen : declaredCharset().orElse(otherwise);
    }

    void charset(Charset charset) {
        if (text != null) {
            throw new IllegalStateException(request + ": the charset can't be set after text() has been called");
        }
        chosen = charset;
    }

    /** The decoded body as it comes, or as it was read. */
    InputStream decoded() {
        if (content != null) {
            return new ByteArrayInputStream(content);
        }
        begin();
        return reader.stream(this::close);
    }

    /** The body as it came over the wire; it is not kept, so it can't be had after {@link #read()}. */
    InputStream raw() {
        begin();
        return reader.raw(this::close);
    }

    private void begin() {
        if (consumed) {
            throw new StreamConsumedException(request, "the body was gone through already; read() would have kept it");
        }
        if (closed) {
            throw new StreamClosedException(request, "the response was closed before its body was read");
        }
        consumed = true;
    }

    /** Reads what nobody has begun to read, closes what was begun: the connection goes back in both cases. */
    void finish() {
        if (consumed || closed) {
            close();
        } else {
            read();
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            reader.close();
        }
    }

    OpenBody open() {
        return open;
    }
}
