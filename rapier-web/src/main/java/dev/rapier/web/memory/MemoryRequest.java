package dev.rapier.web.memory;

import dev.rapier.http.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A request in memory, as its client makes it. */
public final class MemoryRequest {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);

    private final String method;
    private final String target;
    private final Headers headers;
    private final byte[] body;
    private String scheme = "http";
    private InetSocketAddress remoteAddress = LOOPBACK;

    /**
     * By http, from port 50000 of this machine.
     *
     * @param target path and query as they stand in a request line: {@code /items?skip=3}
     * @param body not copied
     */
    public MemoryRequest(String method, String target, Headers headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    /** Lets it seem to come by another scheme, {@code https} for example, and from another address. */
    public MemoryRequest from(String otherScheme, InetSocketAddress otherAddress) {
        scheme = otherScheme;
        remoteAddress = otherAddress;
        return this;
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    Headers headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    String scheme() {
        return scheme;
    }

    InetSocketAddress remoteAddress() {
        return remoteAddress;
    }
}
