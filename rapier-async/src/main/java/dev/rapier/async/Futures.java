package dev.rapier.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Futures of other libraries, seen from a task. */
final class Futures {
    private Futures() {}

    static <T extends @Nullable Object> T await(CompletionStage<? extends T> stage) {
        CompletableFuture<? extends T> future = stage.toCompletableFuture();
        return Scoped.cancellable(() -> result(future), () -> future.cancel(true));
    }

    private static <T extends @Nullable Object> T result(CompletableFuture<? extends T> future)
            throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable failure = e.getCause();
            throw Failures.sneaky(failure == null ? e : failure);
        } catch (CancellationException e) { // by somebody else: our own cancel comes out as one all the same
            throw new ChildCancelled("the future was cancelled", e);
        }
    }
}
