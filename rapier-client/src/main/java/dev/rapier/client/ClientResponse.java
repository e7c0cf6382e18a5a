package dev.rapier.client;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.client.cookies.Cookies;
import dev.rapier.http.Headers;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final ResponseBody body;
    private List<ClientResponse> history = List.of();
    private @Nullable ClientRequest next;

    ClientResponse(ClientRequest request, TransportResponse head, ResponseBody body) {
        this.request = request;
        this.head = head;
        this.body = body;
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

    /** The links of the header {@code Link} (RFC 8288) by their {@code rel}, or by their URL where they have none. */
    public Map<String, Link> links() {
        var links = new LinkedHashMap<String, Link>();
        Links.parse(url(), headers().all("Link"))
                .forEach(link -> links.put(
                        link.parameters().getOrDefault("rel", link.url().toString()), link));
        return links;
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

    /** A redirect that says where to: status 301, 302, 303, 307 or 308 with a {@code Location}. */
    public boolean hasRedirectLocation() {
        return Redirects.isRedirect(head);
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
        String detail = ErrorDetail.of(this)
                .map(said -> ": " + said.message().replaceAll("\\p{Cntrl}+", " "))
                .orElse("");
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
        body.read();
        return this;
    }

    /**
     * The decoded body. Not copied.
     *
     * @throws ResponseNotReadException before {@link #read()}
     */
    public byte[] bytes() {
        return body.bytes();
    }

    /** The body in the charset of {@link #charset()}; what is not valid becomes U+FFFD. */
    public String text() {
        return body.text();
    }

    /** The charset that the Content-Type header names, if it names one that is known. */
    public Optional<Charset> declaredCharset() {
        return body.declaredCharset();
    }

    /** The charset that was set, or that of the Content-Type header, or that of {@link ClientBuilder#charset}: UTF-8. */
    public Charset charset() {
        return body.charset();
    }

    /**
     * Sets the charset of the text.
     *
     * @throws IllegalStateException once {@link #text()} has been called
     */
    public ClientResponse charset(Charset charset) {
        body.charset(charset);
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

    /** The body, which is JSON, as an object of this type: {@code json(new JsonType<Map<String, User>>() {})}. */
    public <T> T json(JsonType<T> type) {
        return json(type.type());
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as above
    private <T> T json(JavaType type, String name) {
        return Json.read(
                request,
                bytes(),
                type,
                "the body of the response (status " + head.status() + ") can't be read as " + name);
    }

    // --- the body in pieces

    /** The decoded body, to be read once, as it comes. What fails throws a {@link ClientException}, no IOException. */
    public InputStream body() {
        return body.decoded();
    }

    /**
     * The body as it comes over the wire, not decoded and without the limit for its size; to be read once.
     *
     * @throws StreamConsumedException also after {@link #read()}, which keeps only what was decoded
     */
    public InputStream rawBody() {
        return body.raw();
    }

    /** The decoded body in pieces as they come. The end of the walk closes the response. */
    public AsyncGenerator<byte[]> chunks() {
        return BodyPieces.bytes(body::decoded);
    }

    /** The decoded body in pieces of this size; the last one may be shorter. The end of the walk closes the response. */
    public AsyncGenerator<byte[]> chunks(int size) {
        return BodyPieces.bytes(body::decoded, size);
    }

    /** {@link #rawBody()} in pieces as they come. The end of the walk closes the response. */
    public AsyncGenerator<byte[]> rawChunks() {
        return BodyPieces.bytes(body::raw);
    }

    /** {@link #rawBody()} in pieces of this size; the last one may be shorter. The end of the walk closes the response. */
    public AsyncGenerator<byte[]> rawChunks(int size) {
        return BodyPieces.bytes(body::raw, size);
    }

    /** The body as text as it comes, in the charset of {@link #charset()}. The end of the walk closes the response. */
    public AsyncGenerator<String> texts() {
        return BodyPieces.text(body);
    }

    /** The body as text in pieces of this number of characters. The end of the walk closes the response. */
    public AsyncGenerator<String> texts(int size) {
        return BodyPieces.text(body, size);
    }

    /** The body in lines without their ends: {@code \n}, {@code \r} or {@code \r\n}. The end of the walk closes the response. */
    public AsyncGenerator<String> lines() {
        return BodyPieces.lines(body);
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
        return BodyPieces.events(body);
    }

    /** The data of server-sent events, which is JSON, as values of this type as they come. */
    public <T> AsyncGenerator<T> events(Type type) {
        JavaType item = Json.type(type);
        return events().map(event -> fromText(event.data(), item, "the data of an event"));
    }

    private <T> T fromText(String text, JavaType type, String what) {
        return Json.read(
                request, text.getBytes(StandardCharsets.UTF_8), type, what + " can't be read as " + type.toCanonical());
    }

    // --- the end

    /** Number of bytes of the body that came so far, before decoding. */
    public long bytesDownloaded() {
        return body.open().count();
    }

    /**
     * The time from the sending of the request until the response was read or closed.
     *
     * @throws IllegalStateException before that
     */
    public Duration elapsed() {
        if (!body.open().hasEnded()) {
            throw new IllegalStateException(request + ": the time is known only when the response is read or closed");
        }
        return Duration.ofNanos(body.open().elapsed());
    }

    /** Gives the connection back; where the body was not read to its end the connection is closed. Never blocks. */
    @Override
    public void close() {
        body.close();
    }

    /** Method, URL without its query, and status. */
    @Override
    public String toString() {
        return request + " -> " + head.status();
    }

    boolean isRead() {
        return body.isRead();
    }

    /** Reads what nobody has begun to read, closes what was begun: the connection goes back in both cases. */
    void finish() {
        body.finish();
    }

    /** What is reachable for as long as somebody can read of the body. */
    ResponseBody heldBody() {
        return body;
    }

    OpenBody openBody() {
        return body.open();
    }
}
