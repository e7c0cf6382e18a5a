package dev.rapier.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A SOCKS proxy that leads everybody to one server and remembers where they wanted to go, and who they were. */
final class SocksServer implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final LoopbackServer socket;
    private final int target;
    private final int reply;

    private SocksServer(int target, boolean wantsLogin, int reply) throws IOException {
        this.target = target;
        this.reply = reply;
        this.socket = LoopbackServer.start(peer -> serve(peer.socket(), wantsLogin));
    }

    static SocksServer to(LoopbackServer server) throws IOException {
        return new SocksServer(port(server), false, 0);
    }

    static SocksServer withLogin(LoopbackServer server) throws IOException {
        return new SocksServer(port(server), true, 0);
    }

    static SocksServer refusing(int reply) throws IOException {
        return new SocksServer(0, false, reply);
    }

    private static int port(LoopbackServer server) {
        return Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1));
    }

    String address() {
        return socket.url().substring("http://".length());
    }

    private void serve(Socket client, boolean wantsLogin) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        in.readUnsignedByte();
        byte offered = in.readNBytes(in.readUnsignedByte())[0];
        int wanted = wantsLogin ? 2 : 0;
        out.write(new byte[] {5, (byte) (offered == wanted ? wanted : 0xff)});
        String user = "";
        if (wantsLogin) {
            in.readUnsignedByte();
            user = text(in) + ":" + text(in) + "@";
            out.write(new byte[] {1, (byte) (user.equals("ann:secret@") ? 0 : 1)});
        }
        in.readNBytes(4);
        asked.add(user + text(in) + ":" + in.readUnsignedShort());
        out.write(new byte[] {5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0});
        if (reply == 0) {
            try (var server = new Socket("127.0.0.1", target)) {
                Thread.ofVirtual().start(() -> copy(server, client));
                in.transferTo(server.getOutputStream());
            }
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one of them closed; that is the end of the tunnel
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
