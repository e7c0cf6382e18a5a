package dev.rapier.sql;

import dev.rapier.async.Async;
import dev.rapier.async.Coroutine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets one program at a time migrate a database that has no lock for that itself: by a lock of the operating system on a file beside
 * it, which ends with the program however that ends. The file stays: one that is deleted could be locked by two, each another one of
 * its name. It is not the database's own file, since to close that would take SQLite's locks on it away.
 */
final class MigrationLock {
    /** Nobody tells when another program gives its lock back. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path file;

    MigrationLock(Path file) {
        this.file = file;
    }

    /** Runs the work when nobody else does; a cancel ends the wait. */
    <T extends @Nullable Object> T with(Coroutine<? extends T> work) throws Exception {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var lock = tryLock(channel);
            while (lock == null) {
                Async.sleep(PAUSE);
                lock = tryLock(channel);
            }
            return work.run();
        }
    }

    /** The lock, which ends with its channel; null where another program has it, or another thread of this one. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
