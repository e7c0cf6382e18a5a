package dev.rapier.client.okhttp;

import dev.rapier.client.ClientRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** What is known of one call on its way. Owned by the calling thread but for what {@link #cancel} touches. */
final class CallState {
    /** What the call does; decides what a failure means. */
    enum Phase {
        CONNECT,
        WRITE,
        READ
    }

    final ClientRequest request;
    volatile Phase phase = Phase.CONNECT;

    /** Whether this call opened its connection rather than taking one that had been idle. */
    volatile boolean fresh;

    /** Whether bytes of the response have come. */
    volatile boolean answered;

    /** A 503's Retry-After, hidden from OkHttp, which would send the request again. */
    @Nullable
    String retryAfter;

    /** Whether a server that is no proxy answered 407, hidden from OkHttp, which calls that a broken protocol. */
    boolean unasked407;

    /** Whether a proxy was asked for a tunnel and has not opened it. */
    volatile boolean tunnelling;

    /** What broke when the body was written: the connection, or the writer itself. */
    @Nullable
    IOException sinkFailure;

    @Nullable
    Throwable writerFailure;

    private @Nullable Call call;
    private volatile @Nullable CompletableFuture<?> lookup;
    private volatile boolean cancelled;

    CallState(ClientRequest request) {
        this.request = request;
    }

    /** Set before the call is executed. */
    CallState with(Call made) {
        call = made;
        return this;
    }

    Call call() {
        if (call == null) {
            throw new IllegalStateException("the call has not been made");
        }
        return call;
    }

    void lookingUp(CompletableFuture<?> future) {
        lookup = future;
        if (cancelled) {
            future.cancel(false);
        }
    }

    /** Ends the call at once, whatever it does. Any thread may call it. */
    void cancel() {
        cancelled = true;
        CompletableFuture<?> waiting = lookup;
        if (waiting != null) {
            waiting.cancel(false);
        }
        call().cancel();
    }

    boolean isCancelled() {
        return cancelled;
    }
}
