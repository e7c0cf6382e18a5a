package dev.rapier.tour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An upstream with one user that it answers, one that it never does, and one whose answer never ends. */
final class HangingUpstream implements AutoCloseable {
    private final ServerSocket socket;

    /** What became of the connections on which nothing was answered: the user, and how the connection ended. */
    final BlockingQueue<String> gone = new LinkedBlockingQueue<>();

    /** What the callers said of their deadlines. */
    final BlockingQueue<String> deadlines = new LinkedBlockingQueue<>();

    HangingUpstream() {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        String user = "nobody";
        try (connection;
                var in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            user = in.readLine().replaceAll("^GET /users/(\\w+) .*", "$1");
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("x-envoy-expected-rq-timeout-ms: ")) {
                    deadlines.add(line);
                }
            }
            switch (user) {
                case "github" -> send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                case "microsoft" -> send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
                default -> {} // silence
            }
            int end = in.read();
            if (!user.equals("github")) {
                gone.add(user + (end < 0 ? " closed" : " went on"));
            }
        } catch (IOException e) {
            gone.add(user + " reset");
        }
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
