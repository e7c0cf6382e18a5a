package dev.rapier.client;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.client.cookies.Cookies;
import dev.rapier.http.Headers;
import dev.rapier.http.MediaType;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/**
 * A response. From {@link Client#get} and its like the body has been read; from {@link Client#stream} it has not, and the
 * response has to be closed:
 *
 * {@snippet :
 * try (var response = client.stream("GET", "/export.csv")) {
 *     response.raiseForStatus().lines().forEach(System.out::println);
 * }
 * }
 *
 * <p>A response that nobody closed is closed, and reported in the log, when the task ends that received it. It belongs to one
 * thread at a time.
 */
public final class ClientResponse implements AutoCloseable {
    private final ClientRequest request;
    private final TransportResponse head;
    private final OpenBody open;
    private final BodyReader reader;
    private List<ClientResponse> history = List.of();
    private @Nullable ClientRequest next;
    private byte @Nullable [] content;
    private @Nullable String text;
    private @Nullable Charset chosen;
    private boolean consumed;
    private boolean closed;

    ClientResponse(ClientRequest request, TransportResponse head, OpenBody open, long maxBytes) {
        this.request = request;
        this.head = head;
        this.open = open;
        this.reader = new BodyReader(request, Decoding.decode(head.headers(), open), open, maxBytes);
    }

    /** Where a redirect leads; null where this is none. */
    @Nullable
    ClientRequest target() {
        return Redirects.next(request, head).orElse(null);
    }

    void redirected(List<ClientResponse> before, @Nullable ClientRequest to) {
        history = List.copyOf(before);
        next = to;
    }

    /** The status code, 100 to 599. */
    public int statusCode() {
        return head.status();
    }

    /** The reason phrase as sent; empty with HTTP/2. */
    public String reasonPhrase() {
        return head.reason();
    }

    /** {@code HTTP/1.1} or {@code HTTP/2}. */
    public String httpVersion() {
        return head.httpVersion();
    }

    public Headers headers() {
        return head.headers();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return head.headers().first(name);
    }

    /** The cookies that this response sets. */
    public Cookies cookies() {
        return Cookies.of(request.url(), head.headers());
    }

    /** The request that was answered: after redirects the last one. */
    public ClientRequest request() {
        return request;
    }

    /** The URL that was answered: after redirects the last one. */
    public URI url() {
        return request.url();
    }

    /** The responses with redirects that led here, in order. */
    public List<ClientResponse> history() {
        return history;
    }

    /** The request that follows the redirect, if this is one and it was not followed. */
    public Optional<ClientRequest> nextRequest() {
        return Optional.ofNullable(next);
    }

    /** Status 1xx. */
    public boolean isInformational() {
        return head.status() / 100 == 1;
    }

    /** Status 2xx. */
    public boolean isSuccess() {
        return head.status() / 100 == 2;
    }

    /** Status 3xx. */
    public boolean isRedirect() {
        return head.status() / 100 == 3;
    }

    /** Status 4xx. */
    public boolean isClientError() {
        return head.status() / 100 == 4;
    }

    /** Status 5xx. */
    public boolean isServerError() {
        return head.status() / 100 == 5;
    }

    /** Status 4xx or 5xx. */
    public boolean isError() {
        return isClientError() || isServerError();
    }

    /**
     * Returns this response if its status is 2xx. The message of the exception has the {@code detail} of a JSON body that was read.
     *
     * @throws HttpStatusException with any other status, also 1xx and 3xx
     */
    public ClientResponse raiseForStatus() {
        if (isSuccess()) {
            return this;
        }
        String kind = switch (head.status() / 100) {
            case 1 -> "informational response";
            case 3 -> "redirect";
            case 4 -> "client error";
            case 5 -> "server error";
            default -> "unexpected status";
        };
        String target = next == null ? "" : ", to " + Urls.display(next.url());
        String detail = ErrorDetail.of(this).map(said -> ": " + said.message()).orElse("");
        throw new HttpStatusException(
                this, request + ": " + kind + " " + head.status() + " " + head.reason() + target + detail);
    }

    // --- the body as a whole

    /**
     * Reads the body to its end and keeps it; does nothing if that was done before.
     *
     * @throws StreamConsumedException if it was gone through in pieces
     * @throws StreamClosedException if the response was closed before
     * @throws ResponseTooLargeException if the decoded body is larger than the client allows
     */
    public ClientResponse read() {
        if (content == null) {
            begin();
            content = reader.readToEnd(header("Content-Length"));
            close();
        }
        return this;
    }

    /**
     * The decoded body. Not copied.
     *
     * @throws ResponseNotReadException before {@link #read()}
     */
    public byte[] bytes() {
        if (content == null) {
            throw new ResponseNotReadException(
                    request, "the body of this streamed response has not been read; call read() first");
        }
        return content;
    }

    /** The body in the charset of {@link #charset()}; what is not valid becomes U+FFFD. */
    public String text() {
        if (text == null) {
            text = new String(bytes(), charset());
        }
        return text;
    }

    /** The charset that was set, or that of the Content-Type header, or UTF-8. */
    public Charset charset() {
        if (chosen != null) {
            return chosen;
        }
        return header("Content-Type")
                .flatMap(MediaType::parse)
                .flatMap(MediaType::charset)
                .orElse(StandardCharsets.UTF_8);
    }

    /**
     * Sets the charset of the text.
     *
     * @throws IllegalStateException once {@link #text()} has been called
     */
    public ClientResponse charset(Charset charset) {
        if (text != null) {
            throw new IllegalStateException(request + ": the charset can't be set after text() has been called");
        }
        chosen = charset;
        return this;
    }

    /**
     * The body, which is JSON, as an object of this class.
     *
     * @throws DecodingException if it is not JSON, or does not fit the class
     */
    public <T> T json(Class<T> type) {
        return json(Json.type(type), type.getSimpleName());
    }

    /** The body, a JSON array, as a list of objects of this class. */
    public <T> List<T> jsonList(Class<T> element) {
        return json(Json.listOf(element), "List<" + element.getSimpleName() + ">");
    }

    /** The body, which is JSON, as an object of this type, which may have parameters. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // a Type says at run time what the compiler can't know
    public <T> T json(Type type) {
        return json(Json.type(type), type.getTypeName());
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as above
    private <T> T json(JavaType type, String name) {
        try {
            return Json.read(bytes(), type);
        } catch (JacksonException e) {
            throw new DecodingException(
                    request,
                    "the body of the response (status " + head.status() + ") can't be read as " + name + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    // --- the body in pieces

    /** The decoded body, to be read once, as it comes. What fails throws a {@link ClientException}, no IOException. */
    public InputStream body() {
        if (content != null) {
            return new java.io.ByteArrayInputStream(content);
        }
        begin();
        return reader.stream(this::close);
    }

    /** The decoded body in pieces as they come. The end of the walk closes the response. */
    public AsyncGenerator<byte[]> chunks() {
        return AsyncGenerator.of(out -> {
            try (InputStream in = body()) {
                byte[] buffer = new byte[16 << 10];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    out.yield(java.util.Arrays.copyOf(buffer, n));
                }
            }
        });
    }

    /** The body in lines without their ends: {@code \n}, {@code \r} or {@code \r\n}. The end of the walk closes the response. */
    public AsyncGenerator<String> lines() {
        return AsyncGenerator.of(out -> {
            try (var in = new java.io.BufferedReader(new java.io.InputStreamReader(body(), charset()))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    out.yield(line);
                }
            }
        });
    }

    /** Reads what nobody has begun to read, closes what was begun: the connection goes back in both cases. */
    void finish() {
        if (consumed || closed) {
            close();
        } else {
            read();
        }
    }

    /** The body, a JSON value on each line, as values of this type as they come. The end of the walk closes the response. */
    public <T> AsyncGenerator<T> jsonLines(Class<T> type) {
        return jsonLines((Type) type);
    }

    /** {@link #jsonLines(Class)} of a type that may have parameters. */
    public <T> AsyncGenerator<T> jsonLines(Type type) {
        JavaType item = Json.type(type);
        return lines().filter(line -> !line.isBlank()).map(line -> fromText(line, item, "a line of the body"));
    }

    /** The body, a stream of server-sent events, as they come. The end of the walk closes the response. */
    public AsyncGenerator<ReceivedEvent> events() {
        return AsyncGenerator.of(out -> {
            var reader = new EventReader();
            lines().forEach(line -> {
                ReceivedEvent event = reader.line(line);
                if (event != null) {
                    out.yield(event);
                }
            });
        });
    }

    /** The data of server-sent events, which is JSON, as values of this type as they come. */
    public <T> AsyncGenerator<T> events(Type type) {
        JavaType item = Json.type(type);
        return events().map(event -> fromText(event.data(), item, "the data of an event"));
    }

    private <T> T fromText(String text, JavaType type, String what) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8), type);
        } catch (JacksonException e) {
            throw new DecodingException(
                    request, what + " can't be read as " + type.toCanonical() + ": " + e.getOriginalMessage(), e);
        }
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

    // --- the end

    /** Number of bytes of the body that came so far, before decoding. */
    public long bytesDownloaded() {
        return open.count();
    }

    /**
     * The time from the sending of the request until the response was read or closed.
     *
     * @throws IllegalStateException before that
     */
    public Duration elapsed() {
        if (!open.hasEnded()) {
            throw new IllegalStateException(request + ": the time is known only when the response is read or closed");
        }
        return Duration.ofNanos(open.elapsed());
    }

    /** Gives the connection back; where the body was not read to its end the connection is closed. Never blocks. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            reader.close();
        }
    }

    /** Method, URL without its query, and status. */
    @Override
    public String toString() {
        return request + " -> " + head.status();
    }

    boolean isRead() {
        return content != null;
    }

    OpenBody openBody() {
        return open;
    }
}
