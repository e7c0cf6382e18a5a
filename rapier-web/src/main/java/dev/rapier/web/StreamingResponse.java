package dev.rapier.web;

import dev.rapier.async.AsyncGenerator;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * An answer that is sent while it is made. The generator runs in the request's task: a client that reads slowly slows it, one
 * that goes away cancels it.
 *
 * {@snippet :
 * StreamingResponse.of(AsyncGenerator.<String>of(out -> {
 *     out.yield("id,name\n");
 *     rows.forEach(row -> out.yield(row.toCsv()));
 * })).mediaType("text/csv").attachment("data.csv");
 * }
 *
 * <p>Small pieces are put together: what was yielded goes out when 16 KiB have gathered, or 20 ms after it was yielded at the
 * latest; after a silence of 20 ms or more a piece goes out at once. The head goes out with the first piece, or after half a
 * second without one; a generator that fails before that is answered as a failing handler is. One that fails later breaks
 * the body off, so that the client sees that it is incomplete, and is logged.
 */
public final class StreamingResponse extends FluentResponse<StreamingResponse> {
    private final Consumer<Consumer<byte[]>> pieces;

    private StreamingResponse(Consumer<Consumer<byte[]>> pieces) {
        this.pieces = pieces;
    }

    /** Text, sent as UTF-8. */
    public static StreamingResponse of(AsyncGenerator<? extends CharSequence> text) {
        return new StreamingResponse(
                out -> text.forEach(piece -> out.accept(piece.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /** Bytes. An array must not be changed after it was yielded. */
    public static StreamingResponse ofBytes(AsyncGenerator<byte[]> bytes) {
        return new StreamingResponse(bytes::forEach);
    }

    @Override
    StreamingResponse self() {
        return this;
    }

    @Override
    void send(Sending sending) {
        sending.stream(status(), headers(), pieces);
    }
}
