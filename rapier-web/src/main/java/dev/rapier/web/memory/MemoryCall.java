package dev.rapier.web.memory;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.web.engine.Exchange;
import dev.rapier.web.engine.RequestTask;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One request in memory, seen from the client. Its methods wait for what they return, for at most 30 s; then they throw an
 * {@link IllegalStateException}, since a test should not hang.
 */
public final class MemoryCall {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MemoryExchange exchange;
    private final CompletableFuture<RequestTask> task = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    MemoryCall(MemoryRequest request) {
        exchange = new MemoryExchange(request, HeaderList.copyOf(request.headers()));
    }

    Exchange exchange() {
        return exchange;
    }

    void accepted(RequestTask accepted) {
        task.complete(accepted);
    }

    void ended() {
        ended.complete(true);
    }

    /** The status of the answer. */
    public int status() {
        return await(exchange.head()).status();
    }

    /** The header fields of the answer. */
    public Headers headers() {
        return await(exchange.head()).headers();
    }

    /** The next piece of the body as it was written; empty at its end. */
    public Optional<byte[]> nextPiece() {
        await(exchange.head());
        return exchange.answerBody().next(PATIENCE);
    }

    /** All that is left of the body, up to its end or to where it was broken off. */
    public byte[] body() {
        var body = new ByteArrayOutputStream();
        Optional<byte[]> piece = nextPiece();
        while (piece.isPresent()) {
            body.writeBytes(piece.get());
            piece = nextPiece();
        }
        return body.toByteArray();
    }

    /** Whether the body was broken off, once it has been read. */
    public boolean broken() {
        return exchange.answerBody().broken();
    }

    /** What the server failed with so far, where that was its own fault and is logged; the client sees status 500, or a broken body. */
    public Optional<Throwable> failure() {
        return exchange.failure();
    }

    /** Lets the client go away. */
    public void disconnect() {
        disconnect("the client closed the connection");
    }

    void disconnect(String reason) {
        exchange.answerBody().clientGone();
        task.thenAccept(accepted -> accepted.cancel(reason));
    }

    /** Waits until the request's task has ended, background tasks included. */
    public void awaitEnd() {
        await(ended);
    }

    /** Whether the request's task has ended. */
    public boolean hasEnded() {
        return ended.isDone();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer", e);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("No answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }
}
