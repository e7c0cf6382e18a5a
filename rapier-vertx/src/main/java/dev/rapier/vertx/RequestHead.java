package dev.rapier.vertx;

import dev.rapier.http.Headers;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Everything of a request but its body, in the words of {@link dev.rapier.web.engine.Exchange}. */
record RequestHead(
        String method,
        String path,
        @Nullable String query,
        String scheme,
        String httpVersion,
        String authority,
        Headers headers,
        InetSocketAddress remoteAddress) {
    RequestHead withHttpVersion(String other) {
        return new RequestHead(method, path, query, scheme, other, authority, headers, remoteAddress);
    }
}
