package dev.rapier.sql;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncSemaphore;
import dev.rapier.async.Coroutine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets one program at a time migrate a database that has no lock for that itself: by a lock of the operating system on a file beside
 * it, which ends with the program however that ends. The file stays: one that is deleted could be locked by two, each another one of
 * its name. It is not the database's own file, since to close that would take SQLite's locks on it away.
 *
 * <p>In this program one waits for the other without opening the file: to close it would take away the lock that the other has.
 */
final class MigrationLock {
    /** Nobody tells when another program gives its lock back. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Who is at a file, or waits for it, in this program. */
    private static final ConcurrentMap<Path, Line> LINES = new ConcurrentHashMap<>();

    private final Path file;

    /** Changed while the map holds its place. */
    private static final class Line {
        final AsyncSemaphore turn = new AsyncSemaphore("the turn to migrate", 1);
        int length;
    }

    MigrationLock(Path file) {
        this.file = file;
    }

    /** Runs the work when nobody else does; a cancel ends the wait. */
    <T extends @Nullable Object> T with(Coroutine<? extends T> work) throws Exception {
        Line line = LINES.compute(file, (_, there) -> {
            Line joined = there == null ? new Line() : there;
            joined.length++;
            return joined;
        });
        try {
            return line.turn.withPermit(() -> withFile(work));
        } finally {
            LINES.computeIfPresent(file, (_, left) -> --left.length == 0 ? null : left);
        }
    }

    private <T extends @Nullable Object> T withFile(Coroutine<? extends T> work) throws Exception {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var lock = tryLock(channel);
            while (lock == null) {
                Async.sleep(PAUSE);
                lock = tryLock(channel);
            }
            return work.run();
        }
    }

    /** The lock, which ends with its channel; null where another program has it, or this one under another name of the file. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
