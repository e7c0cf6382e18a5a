package dev.rapier.client.jdk;

import dev.rapier.async.Async;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of a response, from the JDK's client to the one who reads. One piece is asked for at a time, so a slow reader slows the server. */
final class Download extends InputStream implements BodySubscriber<Download> {
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final JdkCall call;

    // Owned by the lock of the call.
    private final ArrayDeque<ByteBuffer> pieces = new ArrayDeque<>();
    private boolean complete;

    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean stopped;

    /** Whether the end was seen; owned by the reader. */
    private boolean ended;

    Download(JdkCall call) {
        this.call = call;
    }

    // --- called by the JDK's client

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (stopped) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        call.change(() -> pieces.addAll(buffers));
    }

    @Override
    public void onError(Throwable e) {
        call.fail(e);
    }

    @Override
    public void onComplete() {
        call.change(() -> complete = true);
    }

    @Override
    public CompletionStage<Download> getBody() {
        return CompletableFuture.completedStage(this);
    }

    // --- called by the reader

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        ByteBuffer piece = Async.cancellable(this::next, call::abort);
        if (piece == END) {
            ended = true;
            return -1;
        }
        int n = Math.min(length, piece.remaining());
        piece.get(target, offset, n);
        if (!piece.hasRemaining()) {
            drop();
        }
        return n;
    }

    /** The first piece, which stays in the queue, or END. */
    private ByteBuffer next() {
        ByteBuffer[] found = {END};
        call.await(() -> {
            while (!pieces.isEmpty() && !pieces.getFirst().hasRemaining()) {
                pieces.removeFirst();
            }
            found[0] = pieces.isEmpty() ? END : pieces.getFirst();
            return found[0] != END || complete;
        });
        return found[0];
    }

    private void drop() {
        boolean[] empty = new boolean[1];
        call.change(() -> {
            pieces.removeFirst();
            empty[0] = pieces.isEmpty() && !complete;
        });
        Flow.Subscription given = subscription;
        if (empty[0] && given != null) {
            given.request(1);
        }
    }

    /** Wants no more. Any thread may call it. */
    void stop() {
        stopped = true;
        Flow.Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
    }

    /** Before its end the connection is closed: reading the rest only to use the connection again may take for ever. */
    @Override
    public void close() {
        if (ended) {
            call.ended();
        } else {
            call.abort();
        }
    }
}
