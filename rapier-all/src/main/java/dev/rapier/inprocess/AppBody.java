package dev.rapier.inprocess;

import dev.rapier.web.memory.MemoryCall;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The body of an answer of an application in this process. One thread reads; closing it before its end is a client that goes away. */
final class AppBody extends InputStream {
    private final AppTransport transport;
    private final MemoryCall call;
    private byte[] piece = {};
    private int at;
    private boolean ended;

    AppBody(AppTransport transport, MemoryCall call) {
        this.transport = transport;
        this.call = call;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == piece.length) {
            if (ended || !next()) {
                return -1;
            }
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean next() throws IOException {
        Optional<byte[]> more = transport.waiting(call, call::nextPiece);
        if (more.isPresent()) {
            piece = more.get();
            at = 0;
            return true;
        }
        ended = true;
        boolean _ = transport.waiting(call, () -> {
            call.awaitEnd();
            return true;
        });
        transport.raiseIfFailed(call);
        if (call.broken()) {
            throw new IOException("the server broke the body off");
        }
        return false;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            call.disconnect();
        }
    }
}
