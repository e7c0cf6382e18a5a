package dev.rapier.vertx;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees whether a request of HTTP/1.1 asks to go on with HTTP/2 (RFC 7540 section 3.2). */
final class Http2Upgrade {
    private static final String SETTINGS = "HTTP2-Settings";

    private Http2Upgrade() {}

    /** The client's settings; null where it does not ask, or not properly, and stays with HTTP/1.1. */
    static @Nullable Http2Settings asked(HttpHeaders headers) {
        String upgrade = headers.get(HttpHeaderNames.UPGRADE);
        if (upgrade == null || !upgrade.equalsIgnoreCase("h2c")) {
            return null;
        }
        List<String> settings = headers.getAll(SETTINGS);
        boolean named = headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, SETTINGS, true);
        return named && settings.size() == 1 ? decode(settings.getFirst()) : null;
    }

    private static @Nullable Http2Settings decode(String settings) {
        try {
            var payload = ByteBuffer.wrap(Base64.getUrlDecoder().decode(settings));
            if (payload.remaining() % 6 != 0) {
                return null;
            }
            var decoded = new Http2Settings();
            while (payload.hasRemaining()) {
                decoded.put(payload.getChar(), (Long) Integer.toUnsignedLong(payload.getInt()));
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
