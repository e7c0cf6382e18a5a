package dev.rapier.client.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection to a Unix domain socket in the clothes of a TCP one, which OkHttp wants. */
final class UnixSocket extends Socket {
    /** With so short a time OkHttp asks whether the server has closed. Longer reads are bounded by its timer, which closes the socket. */
    private static final int GLANCE_MILLIS = 1;

    private final Path path;
    private final SocketChannel channel;
    private int timeout;

    UnixSocket(Path path) throws IOException {
        this.path = path;
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /** The address is that of the URL, which says nothing here. */
    @Override
    public void connect(SocketAddress address, int millis) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(path));
    }

    @Override
    public InputStream getInputStream() {
        InputStream in = Channels.newInputStream(channel);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return timeout == GLANCE_MILLIS ? glance(target, offset, length) : in.read(target, offset, length);
            }
        };
    }

    private int glance(byte[] target, int offset, int length) throws IOException {
        channel.configureBlocking(false);
        try {
            int n = channel.read(ByteBuffer.wrap(target, offset, length));
            if (n == 0) {
                throw new SocketTimeoutException("nothing has come");
            }
            return n;
        } finally {
            channel.configureBlocking(true);
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return Channels.newOutputStream(channel);
    }

    @Override
    public void setSoTimeout(int millis) {
        timeout = millis;
    }

    @Override
    public int getSoTimeout() {
        return timeout;
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }
}
