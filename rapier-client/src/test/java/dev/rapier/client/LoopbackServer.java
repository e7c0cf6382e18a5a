package dev.rapier.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server on a loopback socket that does to each connection what a test says. */
final class LoopbackServer implements AutoCloseable {
    interface Script {
        void serve(Peer peer) throws Exception;
    }

    record Received(String method, String path, List<String> headerLines, byte[] body) {
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headerLines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final ServerSocket socket;
    final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Peer> first = new CompletableFuture<>();
    private final CountDownLatch healed = new CountDownLatch(1);
    final List<Received> received = new CopyOnWriteArrayList<>();

    private LoopbackServer(ServerSocket socket) {
        this.socket = socket;
    }

    static LoopbackServer start(Script script) throws IOException {
        return start(new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1")), script);
    }

    /** Speaks TLS; the caller says which versions, and whether clients have to show a certificate. */
    static LoopbackServer startTls(SSLContext tls, Consumer<SSLServerSocket> settings, Script script)
            throws IOException {
        var socket = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        settings.accept(socket);
        return start(socket, script);
    }

    private static LoopbackServer start(ServerSocket socket, Script script) {
        var server = new LoopbackServer(socket);
        Thread.ofVirtual().start(() -> server.accept(script));
        return server;
    }

    /** Keeps connections alive and answers each request with this text, sent as Latin-1. */
    static LoopbackServer answering(Function<Received, String> answer) throws IOException {
        return start(peer -> {
            for (Received request = peer.receive(); request != null; request = peer.receive()) {
                peer.send(answer.apply(request));
            }
        });
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void accept(Script script) {
        while (!socket.isClosed()) {
            try {
                Peer peer = new Peer(socket.accept());
                peers.add(peer);
                first.complete(peer);
                Thread.ofVirtual().start(() -> {
                    try {
                        script.serve(peer);
                    } catch (Exception e) {
                        peer.sawClose();
                    } finally {
                        peer.close();
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    /** From now on a server that had a fault has none; what that means is the script's affair. */
    void heal() {
        healed.countDown();
    }

    /** The first connection. Waits for it: a client may be connected, and gone, before the server has taken it in. */
    Peer firstPeer() throws Exception {
        return first.get(10, TimeUnit.SECONDS);
    }

    String url() {
        return (socket instanceof SSLServerSocket ? "https" : "http") + "://127.0.0.1:" + socket.getLocalPort();
    }

    /** One connection, seen from the server. */
    final class Peer {
        private final Socket connection;
        private final InputStream in;
        private final CountDownLatch closed = new CountDownLatch(1);

        Peer(Socket connection) throws IOException {
            this.connection = connection;
            this.in = new BufferedInputStream(connection.getInputStream());
        }

        /** The next request, or null when the client closed. */
        Received receive() throws IOException {
            String start = line();
            if (start == null) {
                sawClose();
                return null;
            }
            var lines = new ArrayList<String>();
            for (String line = line(); line != null && !line.isEmpty(); line = line()) {
                lines.add(line);
            }
            String[] words = start.split(" ");
            var head = new Received(words[0], words[1], lines, new byte[0]);
            byte[] body = new byte[0];
            if (!head.header("Content-Length").isEmpty()) {
                body = in.readNBytes(Integer.parseInt(head.header("Content-Length")));
            } else if (head.header("Transfer-Encoding").equals("chunked")) {
                body = chunks();
            }
            var whole = new Received(words[0], words[1], lines, body);
            received.add(whole);
            return whole;
        }

        private byte[] chunks() throws IOException {
            var all = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                all.write(in.readNBytes(size));
                line();
            }
            line();
            return all.toByteArray();
        }

        private String line() throws IOException {
            var text = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    return null;
                }
                if (c != '\r') {
                    text.append((char) c);
                }
            }
            return text.toString();
        }

        void send(String latin1) throws IOException {
            send(latin1.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            connection.getOutputStream().write(bytes);
        }

        boolean isHealed() {
            return healed.getCount() == 0;
        }

        /** Takes nothing of what the client sends. */
        void waitUntilHealed() throws InterruptedException {
            healed.await();
        }

        /** Reads and drops until the client closes. */
        void awaitClose() {
            try {
                while (in.read() >= 0) {
                    continue;
                }
            } catch (IOException reset) {
                // closed as well
            }
            sawClose();
        }

        void sawClose() {
            closed.countDown();
        }

        boolean seesClose() throws InterruptedException {
            return closed.await(5, TimeUnit.SECONDS);
        }

        void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }

        Socket socket() {
            return connection;
        }

        void close() {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        peers.forEach(Peer::close);
    }
}
