package dev.rapier.orm;

import dev.rapier.async.Async;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The mapping while it is made, which takes a second or two of computing: on a platform thread of its own, so that the program
 * can start its server meanwhile and no carrier of virtual threads is held. Who needs the mapping waits for it.
 */
final class MappingBuild {
    private static final Logger LOG = System.getLogger("rapier.orm");

    private final CompletableFuture<BuiltMapping> result = new CompletableFuture<>();

    private MappingBuild() {}

    static MappingBuild start(List<Class<?>> entities, Supplier<BuiltMapping> work) {
        var build = new MappingBuild();
        Thread.ofPlatform().daemon().name("rapier-orm-mapping").start(() -> build.run(entities, work));
        return build;
    }

    private void run(List<Class<?>> entities, Supplier<BuiltMapping> work) {
        long begin = System.nanoTime();
        try {
            var built = work.get();
            LOG.log(
                    Level.DEBUG,
                    () -> "mapped " + entities.size() + " classes in "
                            + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
            result.complete(built);
        } catch (Throwable e) { // also a LinkageError: somebody waits for the answer
            var failure = MappingException.of(e);
            // Logged although it is thrown, too: nobody may need the mapping for hours.
            LOG.log(Level.ERROR, failure.getMessage());
            result.completeExceptionally(failure);
        }
    }

    /** Waits for the mapping. What was wrong with it is thrown to everybody who asks. */
    BuiltMapping await() {
        try {
            return result.get();
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        } catch (ExecutionException e) {
            throw MappingException.of(e);
        }
    }

    /** Calls back when the mapping is made, at once if it is; not when it failed. */
    void whenBuilt(java.util.function.Consumer<BuiltMapping> action) {
        result.thenAccept(action);
    }
}
