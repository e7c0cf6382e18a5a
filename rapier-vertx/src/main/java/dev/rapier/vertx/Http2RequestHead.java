package dev.rapier.vertx;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Headers;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the head of a request from the fields of HTTP/2 (RFC 9113 section 8.3.1). */
final class Http2RequestHead {
    private Http2RequestHead() {}

    /** Null where the request is malformed. */
    static @Nullable RequestHead parse(Http2Headers fields, String scheme, InetSocketAddress remoteAddress) {
        String method = fields.method().toString();
        CharSequence path = fields.path();
        if (path == null || method.equals("CONNECT") || !valuesAreValid(fields)) {
            return null;
        }
        RequestTarget target = RequestTarget.parse(method, path.toString());
        String authority = authority(fields);
        if (target == null || target.authority() != null || authority == null) {
            return null;
        }
        joinCookies(fields);
        return new RequestHead(
                method,
                target.path(),
                target.query(),
                scheme,
                "HTTP/2",
                authority,
                new Http2Fields(fields),
                remoteAddress);
    }

    private static @Nullable String authority(Http2Headers fields) {
        CharSequence authority = fields.authority();
        List<CharSequence> hosts = fields.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return null;
        }
        String host = hosts.isEmpty() ? null : hosts.getFirst().toString();
        String name = authority == null ? host : authority.toString();
        if (name == null) {
            return "";
        }
        boolean same = host == null || host.equalsIgnoreCase(name);
        return same && Authority.isValid(name) ? name : null;
    }

    /** What could break out of its line, were the field ever written to HTTP/1 (RFC 9113 section 8.2.1). */
    private static boolean valuesAreValid(Http2Headers fields) {
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            CharSequence value = field.getValue();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if ((c < ' ' && c != '\t') || c == 0x7f) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Clients may send each cookie in a field of its own; the rest of the world expects one (RFC 9113 section 8.2.3). */
    private static void joinCookies(Http2Headers fields) {
        List<CharSequence> cookies = fields.getAll(HttpHeaderNames.COOKIE);
        if (cookies.size() > 1) {
            fields.set(HttpHeaderNames.COOKIE, String.join("; ", cookies));
        }
    }
}
