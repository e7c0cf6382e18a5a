package dev.rapier.client.jdk;

import dev.rapier.client.LocalProtocolException;
import dev.rapier.client.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of a request, written by the calling thread at the pace at which the JDK's client asks for it. */
final class Upload extends OutputStream implements BodyPublisher {
    /** As much as goes to the connection at once; what a writer writes in smaller pieces is gathered until it flushes. */
    private static final int PIECE = 16 << 10;

    private final JdkCall call;
    private final Payload payload;
    private final byte[] gathered = new byte[PIECE];
    private int filled;
    private long written;

    // Changed under the lock of the call.
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private volatile boolean refused;

    Upload(JdkCall call) {
        this.call = call;
        this.payload = call.request.payload();
    }

    // --- called by the JDK's client

    /** Asked when the head is about to be sent, which is when the connection stands: nothing else of the JDK tells that. */
    @Override
    public long contentLength() {
        call.enter(payload.isEmpty() ? JdkCall.Phase.READ : JdkCall.Phase.WRITE);
        return payload.length().orElse(-1);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> given) {
        given.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long number) {
                call.change(() -> demand = Math.max(demand, demand + number));
            }

            @Override
            public void cancel() {
                call.change(() -> refused = true);
            }
        });
        if (payload.isEmpty()) {
            given.onComplete(); // HTTP/2 asks even for nothing
        } else {
            call.change(() -> subscriber = given);
        }
    }

    // --- called by the writer

    void write() throws Exception {
        boolean ok = false;
        try {
            payload.writeTo(this);
            ok = true;
        } finally {
            if (!ok) {
                call.abort();
            }
        }
        flush();
        if (payload.length().isPresent() && written != payload.length().getAsLong()) {
            throw wrongLength();
        }
        call.await(() -> (subscriber != null && !refused) || call.isAnswered());
        call.enter(JdkCall.Phase.READ);
        Flow.Subscriber<? super ByteBuffer> taker = subscriber;
        if (taker != null && !refused) {
            taker.onComplete();
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        written += length;
        if (payload.length().isPresent() && written > payload.length().getAsLong()) {
            throw wrongLength();
        }
        for (int done = 0; done < length; ) {
            int n = Math.min(length - done, PIECE - filled);
            System.arraycopy(bytes, offset + done, gathered, filled, n);
            filled += n;
            done += n;
            if (filled == PIECE) {
                flush();
            }
        }
    }

    /** Sends what is there, so that the server sees it. Waits until the connection has taken what was sent before. */
    @Override
    public void flush() {
        if (filled == 0) {
            return;
        }
        call.await(() -> (subscriber != null && demand > 0 && !refused) || call.isAnswered());
        ByteBuffer piece = ByteBuffer.wrap(Arrays.copyOf(gathered, filled));
        filled = 0;
        Flow.Subscriber<? super ByteBuffer> taker = subscriber;
        if (taker != null && !refused) { // else the server has answered already and takes no more
            call.change(() -> demand--);
            taker.onNext(piece);
        }
    }

    private LocalProtocolException wrongLength() {
        return new LocalProtocolException(
                call.request,
                "the body does not have the promised length: "
                        + payload.length().orElse(-1) + " bytes, and " + written + " were written",
                null);
    }
}
