package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.sleep;

import java.time.Duration;

/**
 * An async context manager is a plain {@code AutoCloseable}: setup and cleanup may wait, because waiting blocks nobody.
 *
 * <ul>
 *   <li>The constructor is {@code __aenter__}, {@code close} is {@code __aexit__}
 *   <li>Use {@code try (..)} for 'async with'
 *   <li>The cleanup runs whatever happens inside: a result, a failure, a cancel
 * </ul>
 */
record AsyncContextManager(Console console) {

    static final class AsyncResource implements AutoCloseable {
        private final Console console;
        final String resource;

        // Setup (async)
        AsyncResource(Console console) {
            this.console = console;
            console.print("Acquiring resource...");
            sleep(Duration.ofMillis(500));
            resource = "Resource acquired";
        }

        // Cleanup (async)
        @Override
        public void close() {
            console.print("Releasing resource...");
            sleep(Duration.ofMillis(500));
        }
    }

    String useAsyncContextManager() {
        try (var resource = new AsyncResource(console)) {
            console.print("Using " + resource.resource);
            sleep(Duration.ofSeconds(1));
            return resource.resource;
        }
    }
}
