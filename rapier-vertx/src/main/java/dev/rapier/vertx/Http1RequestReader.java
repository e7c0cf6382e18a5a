package dev.rapier.vertx;

import dev.rapier.web.engine.EngineSettings;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2Settings;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a request of HTTP/1 together from what the decoder gives, and refuses what is malformed, ambiguous or too large.
 * After a refusal the connection must end. Owned by the event loop.
 */
final class Http1RequestReader {
    private static final RequestHead NOTHING = new RequestHead(
            "",
            "/",
            null,
            "http",
            "HTTP/1.1",
            "",
            new NettyHeaders(io.netty.handler.codec.http.EmptyHttpHeaders.INSTANCE),
            new InetSocketAddress(0));

    private final EngineSettings settings;
    private final String scheme;
    private final InetSocketAddress remoteAddress;

    private RequestHead head = NOTHING;
    private IncomingBody body = IncomingBody.NONE;
    private boolean keepAlive = true;
    private boolean http10;
    private boolean awaitsContinue;
    private @Nullable Http2Settings upgrade;

    Http1RequestReader(EngineSettings settings, String scheme, InetSocketAddress remoteAddress) {
        this.settings = settings;
        this.scheme = scheme;
        this.remoteAddress = remoteAddress;
    }

    /** Begins with a head; null where it is fine. */
    @Nullable
    Refusal begin(HttpRequest request) {
        keepAlive = false;
        http10 = false;
        awaitsContinue = false;
        upgrade = null;
        if (request.decoderResult().isFailure()) {
            return Refusal.of(request.decoderResult().cause());
        }
        HttpVersion version = request.protocolVersion();
        if (version.majorVersion() != 1 || !version.protocolName().equals("HTTP")) {
            return Refusal.VERSION;
        }
        http10 = version.minorVersion() == 0;
        HttpHeaders headers = request.headers();
        if (headers.size() > settings.maxHeaderCount()) {
            return Refusal.HEADERS_TOO_LARGE;
        }
        String method = request.method().name();
        if (method.equals("CONNECT")) {
            return Refusal.NOT_IMPLEMENTED;
        }
        RequestTarget target = RequestTarget.parse(method, request.uri());
        String authority = authority(headers);
        if (target == null || authority == null) {
            return Refusal.MALFORMED;
        }
        Refusal framing = checkFraming(request, headers);
        if (framing != null) {
            return framing;
        }
        keepAlive = HttpUtil.isKeepAlive(request);
        head = new RequestHead(
                method,
                target.path(),
                target.query(),
                scheme,
                http10 ? "HTTP/1.0" : "HTTP/1.1",
                target.authority() == null ? authority : target.authority(),
                new NettyHeaders(headers),
                remoteAddress);
        return null;
    }

    /** Null where it is missing though HTTP/1.1 demands it (RFC 9112 section 3.2), there twice, or not a host. */
    private @Nullable String authority(HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST);
        if (host == null) {
            return http10 ? "" : null;
        }
        return Authority.isValid(host) && headers.getAll(HttpHeaderNames.HOST).size() == 1 ? host : null;
    }

    private @Nullable Refusal checkFraming(HttpRequest request, HttpHeaders headers) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.size() > 1) {
            return Refusal.MALFORMED;
        }
        if (codings.size() == 1 && !codings.getFirst().equalsIgnoreCase("chunked")) {
            return Refusal.NOT_IMPLEMENTED;
        }
        long announced = codings.isEmpty() ? HttpUtil.getContentLength(request, 0L) : -1;
        if (announced > settings.maxBodyBytes()) {
            return Refusal.BODY_TOO_LARGE;
        }
        String expectation = http10 ? null : headers.get(HttpHeaderNames.EXPECT);
        if (expectation != null) {
            if (!expectation.equalsIgnoreCase("100-continue")) {
                return Refusal.EXPECTATION;
            }
            awaitsContinue = announced != 0;
        }
        upgrade = announced == 0 && !http10 ? Http2Upgrade.asked(headers) : null;
        body = announced == 0 ? IncomingBody.NONE : new IncomingBody(announced);
        return null;
    }

    /** Adds a part of the body; null where it is fine. */
    @Nullable
    Refusal add(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            return Refusal.of(content.decoderResult().cause()) == Refusal.HEADERS_TOO_LARGE
                    ? Refusal.HEADERS_TOO_LARGE
                    : Refusal.MALFORMED;
        }
        if (body.length() + (long) content.content().readableBytes() > settings.maxBodyBytes()) {
            return Refusal.BODY_TOO_LARGE;
        }
        body.add(content.content());
        return null;
    }

    /** How much of the body has come. */
    int received() {
        return body.length();
    }

    /** Whether the client waits for {@code 100 Continue} before it sends the body. */
    boolean awaitsContinue() {
        return awaitsContinue;
    }

    /** The settings of a client that asks to go on with HTTP/2; null where it does not. */
    @Nullable
    Http2Settings upgrade() {
        return upgrade;
    }

    RequestHead head() {
        return head;
    }

    byte[] body() {
        return body.toArray();
    }

    /** Whether the client wants to send another request on this connection. */
    boolean keepAlive() {
        return keepAlive;
    }

    /** Whether the client speaks HTTP/1.0, which knows no chunks. */
    boolean http10() {
        return http10;
    }
}
