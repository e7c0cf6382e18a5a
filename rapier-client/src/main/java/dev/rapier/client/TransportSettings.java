package dev.rapier.client;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a client tells the transport that is made for it; see {@link ClientBuilder#engine}.
 *
 * @param limits how many connections are kept, and for how long
 * @param http2 whether HTTP/2 is offered to https servers (ALPN)
 * @param tls how https servers are known
 * @param proxy what stands between the client and all servers, if anything does
 * @param localAddress where connections begin; the system chooses where none is given
 * @param unixSocket where all connections lead, whatever host a URL names
 */
public record TransportSettings(
        ClientLimits limits,
        boolean http2,
        ClientTls tls,
        Optional<ClientProxy> proxy,
        Optional<InetAddress> localAddress,
        Optional<Path> unixSocket) {
    private static final TransportSettings DEFAULTS = new TransportSettings(
            ClientLimits.defaults(), false, ClientTls.defaults(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The limits of {@link ClientLimits#defaults()}, HTTP/1.1, {@link ClientTls#defaults()}, no proxy. */
    public static TransportSettings defaults() {
        return DEFAULTS;
    }

    /** These with other limits. */
    public TransportSettings withLimits(ClientLimits other) {
        return new TransportSettings(other, http2, tls, proxy, localAddress, unixSocket);
    }

    /** These with or without the offer of HTTP/2. */
    public TransportSettings withHttp2(boolean offered) {
        return new TransportSettings(limits, offered, tls, proxy, localAddress, unixSocket);
    }

    /** These with other TLS settings. */
    public TransportSettings withTls(ClientTls other) {
        return new TransportSettings(limits, http2, other, proxy, localAddress, unixSocket);
    }

    /** These with a proxy. */
    public TransportSettings withProxy(ClientProxy other) {
        return new TransportSettings(limits, http2, tls, Optional.of(other), localAddress, unixSocket);
    }

    /** These without a proxy. */
    public TransportSettings withoutProxy() {
        return new TransportSettings(limits, http2, tls, Optional.empty(), localAddress, unixSocket);
    }

    /** These with connections that begin at this address of ours. */
    public TransportSettings withLocalAddress(InetAddress address) {
        return new TransportSettings(limits, http2, tls, proxy, Optional.of(address), unixSocket);
    }

    /** These with connections to a Unix domain socket. */
    public TransportSettings withUnixSocket(Path socket) {
        return new TransportSettings(limits, http2, tls, proxy, localAddress, Optional.of(socket));
    }
}
