package dev.rapier.client.okhttp;

import dev.rapier.client.ClientProxy;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks a SOCKS proxy for a connection (RFC 1928, and RFC 1929 for user and password). That of the JDK asks one authenticator of the
 * whole process who the user is.
 */
record Socks(ClientProxy proxy) {
    private static final int VERSION = 5;
    private static final int ANYONE = 0;
    private static final int USER_AND_PASSWORD = 2;
    private static final int NAME = 3;

    /** The proxy said no. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    /** Asks on a connection to the proxy; afterwards it is one to the server. */
    void ask(Socket socket, String host, int port) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        int login = proxy.credentials().isPresent() ? USER_AND_PASSWORD : ANYONE;
        out.write(new byte[] {VERSION, 1, (byte) login});
        expectVersion(in.readUnsignedByte());
        if (in.readUnsignedByte() != login) {
            throw new Refusal(
                    login == ANYONE
                            ? "the SOCKS proxy wants user and password; they stand in its URL: socks5://user:password@proxy"
                            : "the SOCKS proxy does not take user and password");
        }
        if (login == USER_AND_PASSWORD) {
            logIn(in, out, proxy.credentials().orElseThrow());
        }
        connect(in, out, host, port);
    }

    private static void expectVersion(int version) throws Refusal {
        if (version != VERSION) {
            throw new Refusal("the proxy does not speak SOCKS 5; it began with the octet " + version);
        }
    }

    private static void logIn(DataInputStream in, OutputStream out, ClientProxy.Credentials who) throws IOException {
        var message = new java.io.ByteArrayOutputStream();
        message.write(1);
        text(message, who.user());
        text(message, who.password());
        out.write(message.toByteArray());
        in.readUnsignedByte();
        if (in.readUnsignedByte() != 0) {
            throw new Refusal("the SOCKS proxy wants another user or password");
        }
    }

    private static void connect(DataInputStream in, OutputStream out, String host, int port) throws IOException {
        var message = new java.io.ByteArrayOutputStream();
        message.writeBytes(new byte[] {VERSION, 1, 0, NAME});
        text(message, host);
        message.write(port >> 8);
        message.write(port);
        out.write(message.toByteArray());
        expectVersion(in.readUnsignedByte());
        int reply = in.readUnsignedByte();
        if (reply != 0) {
            throw new Refusal("the SOCKS proxy did not reach the server: " + reason(reply));
        }
        in.readUnsignedByte();
        int kind = in.readUnsignedByte();
        int length = switch (kind) {
            case 1 -> 4;
            case NAME -> in.readUnsignedByte();
            case 4 -> 16;
            default -> throw new Refusal("the SOCKS proxy answered with an address of the unknown kind " + kind);
        };
        in.readNBytes(length + 2);
    }

    private static void text(java.io.ByteArrayOutputStream message, String text) throws Refusal {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new Refusal("a name, user or password of " + bytes.length + " bytes is too long for a SOCKS proxy");
        }
        message.write(bytes.length);
        message.writeBytes(bytes);
    }

    private static String reason(int reply) {
        return switch (reply) {
            case 2 -> "not allowed";
            case 3 -> "network unreachable";
            case 4 -> "host unreachable";
            case 5 -> "connection refused";
            case 6 -> "time to live expired";
            case 7 -> "command not supported";
            case 8 -> "address type not supported";
            default -> "general failure (" + reply + ")";
        };
    }
}
