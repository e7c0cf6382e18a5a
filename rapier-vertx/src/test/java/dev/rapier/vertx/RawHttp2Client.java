package dev.rapier.vertx;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A client of HTTP/2 with prior knowledge that writes and reads single frames, as rude as it is told. */
final class RawHttp2Client implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    /** @param headers of a HEADERS frame; else null */
    record Frame(int type, int flags, int stream, byte[] payload, Http2Headers headers) {
        boolean isLast() {
            return (flags & END_STREAM) != 0;
        }

        int number() {
            return ByteBuffer.wrap(payload).getInt(payload.length == 4 ? 0 : 4);
        }
    }

    record Answer(String status, Http2Headers headers, String body) {}

    final Socket socket = new Socket();
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder hpack = new DefaultHttp2HeadersDecoder();

    /** Connects and sends preface and settings. */
    RawHttp2Client(InetSocketAddress server) throws IOException {
        this(server, true);
    }

    RawHttp2Client(InetSocketAddress server, boolean begin) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.connect(server);
        in = new DataInputStream(socket.getInputStream());
        if (begin) {
            begin();
        }
    }

    void begin() throws IOException {
        write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    DataInputStream in() {
        return in;
    }

    RawHttp2Client send(int type, int flags, int stream, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        write(frame.array());
        return this;
    }

    /** A complete request without a body. */
    RawHttp2Client get(int stream, String path) throws IOException {
        return send(HEADERS, END_HEADERS | END_STREAM, stream, head("GET", path));
    }

    static byte[] head(String method, String path, String... more) {
        var block = new ByteArrayOutputStream();
        field(block, ":method", method);
        field(block, ":scheme", "http");
        field(block, ":path", path);
        field(block, ":authority", "test");
        for (int i = 0; i < more.length; i += 2) {
            field(block, more[i], more[i + 1]);
        }
        return block.toByteArray();
    }

    /** HPACK's literal without indexing: plain, and short names and values only. */
    static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        block.write(name.length());
        block.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        // Every block has to be decoded, wanted or not: the table of HPACK lives on them.
        return new Frame(type, flags, stream, payload, type == HEADERS ? decode(stream, payload) : null);
    }

    /** The next frame that the test is interested in. */
    Frame next(Predicate<Frame> wanted) throws IOException {
        Frame frame = read();
        while (!wanted.test(frame)) {
            frame = read();
        }
        return frame;
    }

    Frame next(int type) throws IOException {
        return next(frame -> frame.type() == type);
    }

    private Http2Headers decode(int stream, byte[] block) throws IOException {
        try {
            return hpack.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
        } catch (io.netty.handler.codec.http2.Http2Exception e) {
            throw new IOException(e);
        }
    }

    /** Reads a whole answer; other streams' frames must not come meanwhile. */
    Answer answer(int stream) throws IOException {
        Frame head = next(frame -> frame.type() == HEADERS && frame.stream() == stream);
        Http2Headers headers = head.headers();
        var body = new ByteArrayOutputStream();
        boolean last = head.isLast();
        while (!last) {
            Frame data = next(frame -> frame.type() == DATA && frame.stream() == stream);
            body.writeBytes(data.payload());
            last = data.isLast();
        }
        return new Answer(headers.status().toString(), headers, body.toString(StandardCharsets.UTF_8));
    }

    /** Reads until the server closes. */
    void awaitClose() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException | SocketException closed) {
            // As awaited.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
