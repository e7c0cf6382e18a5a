package dev.rapier.sql;

import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncEvent;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.async.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The lock for migrations of a database in a file. */
class MigrationLockTest {
    @TempDir
    private Path directory;

    /** Whether this program has a lock on the file, as its system sees it. */
    private static boolean isLocked(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .anyMatch(line -> line.contains(inode) && line.contains("POSIX"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoGivesUpWaitingTakesNothingFromWhoHasIt() {
        Path file = directory.resolve("shop.db-migrating");
        run(() -> new MigrationLock(file).with(() -> {
            assertThat(isLocked(file)).isTrue();
            group(group -> {
                var next = group.start(() -> new MigrationLock(file).with(() -> 1));
                assertThat(Databases.eventually(
                                () -> Tasks.tree(Task.current()).toString().contains("the turn to migrate")))
                        .isTrue();
                return assertThat((Object) next.cancelAndWait()).isInstanceOf(Outcome.Cancelled.class);
            });
            assertThat(isLocked(file)).isTrue();
            return 1;
        }));
    }

    @Test
    void oneAfterTheOtherHasIt() {
        Path file = directory.resolve("shop.db-migrating");
        var inside = new AsyncEvent();
        var order = new java.util.concurrent.CopyOnWriteArrayList<String>();
        run(() -> group(group -> {
            group.start(() -> new MigrationLock(file).with(() -> {
                inside.set();
                Async.checkpoint();
                return order.add("first");
            }));
            inside.await();
            return new MigrationLock(file).with(() -> order.add("second"));
        }));
        assertThat(order).containsExactly("first", "second");
    }
}
