package dev.rapier.vertx;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A request body while it arrives. Grows with what has come, not with what the client announces. Owned by the loop. */
final class IncomingBody {
    private static final int FIRST = 16 << 10;

    /** Of a request that has none; nothing may be added. */
    static final IncomingBody NONE = new IncomingBody(0);

    private byte[] bytes;
    private int length;

    /** @param announced the announced length, or -1 */
    IncomingBody(long announced) {
        bytes = announced == 0
                ? ServerExchange.NO_BYTES
                : new byte[(int) (announced < 0 ? 0 : Math.min(announced, FIRST))];
    }

    int length() {
        return length;
    }

    void add(ByteBuf piece) {
        int more = piece.readableBytes();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.min(2 * bytes.length, Integer.MAX_VALUE / 2)));
        }
        piece.readBytes(bytes, length, more);
        length += more;
    }

    byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
