package dev.rapier.sql.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A directory with one cluster: {@code data}, {@code password}, {@code server.log}, and a {@code lock} that is held
 * while a program uses it.
 */
final class Cluster implements AutoCloseable {
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);
    private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(30);

    private final Path directory;
    private final FileChannel lock;

    private Cluster(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Locks the directory, ends what a killed program left running in it, and makes the cluster if there is none. */
    static Cluster open(Path directory, Installation installation, Duration limit)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var cluster = new Cluster(directory, lock(directory, limit));
        try {
            if (Files.exists(cluster.data())) {
                cluster.sameVersion(installation);
                cluster.endOrphan();
            } else {
                cluster.make(installation);
            }
            return cluster;
        } catch (Throwable e) {
            cluster.close();
            throw e;
        }
    }

    Path data() {
        return directory.resolve("data");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    String password() throws IOException {
        return Files.readString(directory.resolve("password"));
    }

    /** The last lines of the server's log, for an error message. */
    String logTail() throws IOException {
        var lines = Files.exists(log()) ? Files.readAllLines(log()) : List.<String>of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static FileChannel lock(Path directory, Duration limit) throws IOException, InterruptedException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + Math.min(LOCK_LIMIT.toNanos(), limit.toNanos());
        while (!tryLock(channel)) { // a program that is just being replaced needs a moment to let go
            if (System.nanoTime() > deadline) {
                channel.close();
                throw new EmbeddedException("The embedded PostgreSQL in " + directory
                        + " is in use by another program. Stop that one, or choose another directory.");
            }
            Thread.sleep(20);
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProgram) {
            return false;
        }
    }

    private void make(Installation installation) throws IOException {
        var part = directory.resolve("data.part");
        new FileTree(part).delete();
        new FileTree(installation.template()).copyTo(part, installation.user());
        var password = directory.resolve("password");
        Files.copy(installation.passwordFile(), password, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Files.move(part, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void sameVersion(Installation installation) throws IOException {
        var kept = Files.readString(data().resolve("PG_VERSION")).trim();
        var ours =
                Files.readString(installation.template().resolve("PG_VERSION")).trim();
        if (!kept.equals(ours)) {
            throw new EmbeddedException("The data in " + directory + " is of PostgreSQL " + kept + ", the programs on"
                    + " the class path are of " + ours + ". Dump and load it, or put binaries of version " + kept
                    + " on the class path.");
        }
    }

    /**
     * Stops a server that a killed program left behind. We hold the lock, so no living program of ours owns it; its
     * command line must name our data directory, so that a process which only got the same number is left alone.
     */
    private void endOrphan() throws InterruptedException, IOException {
        var pidFile = data().resolve("postmaster.pid");
        long pid = PidFile.read(data()).map(PidFile::pid).orElse(-1L);
        if (ProcessHandle.of(pid).isEmpty()) {
            return; // the server itself clears away what a crash left
        }
        if (isOurServer(pid)) {
            Program.run(List.of("sh", "-c", "kill -INT \"$0\" 2>/dev/null; exit 0", Long.toString(pid)), "");
            awaitEnd(pid, pidFile);
        } else {
            Files.deleteIfExists(pidFile); // the number is somebody else's now, and would keep the server from starting
        }
    }

    private void awaitEnd(long pid, Path pidFile) throws InterruptedException {
        long deadline = System.nanoTime() + ORPHAN_LIMIT.toNanos();
        while (isOurServer(pid) && Files.exists(pidFile)) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedException("A PostgreSQL server that an earlier program left behind in " + directory
                        + " (process " + pid + ") does not stop. End it with: kill -QUIT " + pid);
            }
            Thread.sleep(20);
        }
    }

    private boolean isOurServer(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().arguments())
                .filter(arguments -> List.of(arguments).contains(data().toString()))
                .isPresent();
    }
}
