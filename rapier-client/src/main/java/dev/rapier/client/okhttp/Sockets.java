package dev.rapier.client.okhttp;

import dev.rapier.client.ClientProxy;
import dev.rapier.client.ClientTls;
import dev.rapier.client.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes sockets that are not quite the usual ones: of another address, of Unix, through a SOCKS proxy, with TLS to an HTTP proxy. */
final class Sockets extends SocketFactory {
    private final Optional<InetAddress> local;
    private final Optional<Path> unix;
    private final Optional<Socks> socks;
    private final Optional<SSLSocketFactory> tlsToProxy;

    Sockets(TransportSettings settings) {
        this.local = settings.localAddress();
        this.unix = settings.unixSocket();
        this.socks = settings.proxy().filter(ClientProxy::isSocks).map(Socks::new);
        ClientTls tls = settings.tls();
        this.tlsToProxy = settings.proxy()
                .filter(proxy -> "https".equals(proxy.url().getScheme()))
                .map(_ -> tls.context(tls.trustManager()).getSocketFactory());
    }

    /** Not connected yet: OkHttp does that, within the connect timeout. */
    @Override
    public Socket createSocket() throws IOException {
        if (unix.isPresent()) {
            return new UnixSocket(unix.get());
        }
        Socket socket = socks.isPresent() ? new Tunnel(socks.get()) : plainOrTls();
        if (local.isPresent()) {
            socket.bind(new InetSocketAddress(local.get(), 0));
        }
        return socket;
    }

    private Socket plainOrTls() throws IOException {
        if (tlsToProxy.isEmpty()) {
            return new Socket();
        }
        var socket = (SSLSocket) tlsToProxy.get().createSocket();
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("sockets are connected after they were made");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        return createSocket(host.getHostName(), port);
    }

    /** Connected to the proxy; to the server when that has said yes. */
    private static final class Tunnel extends Socket {
        private final Socks socks;

        Tunnel(Socks socks) {
            this.socks = socks;
        }

        @Override
        public void connect(SocketAddress server, int timeout) throws IOException {
            InetAddress proxy = new Lookup(false).lookup(socks.proxy().host()).getFirst();
            super.connect(new InetSocketAddress(proxy, socks.proxy().port()), timeout);
            setSoTimeout(timeout);
            var target = (InetSocketAddress) server;
            socks.ask(this, target.getHostString(), target.getPort());
        }
    }
}
