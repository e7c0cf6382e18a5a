package dev.rapier.client.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Makes TLS sockets whose handshake is bounded by the connect timeout of the call; OkHttp itself gives it the read timeout. */
final class TlsSockets extends SSLSocketFactory {
    private final SSLSocketFactory sockets;

    TlsSockets(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    /** OkHttp sets the read timeout anew after the handshake. */
    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        connected.setSoTimeout(Deadlines.millis(Lookup.call().request.timeouts().connect()));
        return sockets.createSocket(connected, host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("TLS is put on connections that stand");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        return createSocket(host.getHostName(), port);
    }
}
