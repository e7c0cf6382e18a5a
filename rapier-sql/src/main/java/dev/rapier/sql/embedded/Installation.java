package dev.rapier.sql.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * PostgreSQL in the cache: the unpacked programs, one initialised cluster that new ones are copied from, and its
 * password. Made once for a user and a version; each part appears by one rename, so that nobody ever sees a half.
 *
 * @param home the place in the cache, named after the binaries
 * @param user as whom the programs run
 */
record Installation(Path home, ServerUser user) {
    /** Turns for the threads of one JVM; a file lock, which belongs to the JVM, does the same between processes. */
    private static final ReentrantLock TURN = new ReentrantLock();

    static Installation ready(Binaries binaries, ServerUser user, Path cache) {
        TURN.lock();
        try {
            var kind = user == ServerUser.NOBODY ? "-nobody" : "";
            var home = cache.resolve("postgres-" + binaries.fingerprint() + kind);
            var installation = new Installation(home, user);
            if (!Files.exists(installation.template())) {
                installation.make(binaries);
            }
            return installation;
        } catch (IOException e) {
            throw new EmbeddedException(
                    "Can't unpack PostgreSQL into the cache " + cache + ": " + e
                            + ". Name another place with EmbeddedOptions.cache or the variable XDG_CACHE_HOME.",
                    e);
        } finally {
            TURN.unlock();
        }
    }

    Path program(String name) {
        return home.resolve("install/bin").resolve(name);
    }

    Path template() {
        return home.resolve("template");
    }

    Path passwordFile() {
        return home.resolve("password");
    }

    private void make(Binaries binaries) throws IOException {
        Files.createDirectories(home);
        try (var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid() || Files.exists(template())) {
                return; // somebody else was quicker
            }
            if (!Files.exists(home.resolve("install"))) {
                var temporary = fresh("install");
                binaries.unpack(temporary);
                Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(temporary, home.resolve("install"), StandardCopyOption.ATOMIC_MOVE);
            }
            initialise();
        }
    }

    private void initialise() throws IOException {
        var temporary = fresh("template");
        var secret = fresh("password");
        var password = secret.resolve("password");
        Files.writeString(password, randomPassword());
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        for (var path : List.of(temporary, secret, password)) {
            user.own(path);
        }
        // The locale is the server's own C.UTF-8, so that texts sort alike on every machine.
        Program.run(
                user.command(
                        program("initdb"),
                        List.of(
                                "--pgdata=" + temporary,
                                "--username=" + EmbeddedPostgres.NAME,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--wal-segsize=4",
                                "--no-instructions",
                                "--no-sync")),
                "");
        Program.run(
                user.command(program("postgres"), List.of("--single", "-D", temporary.toString(), "-F", "template1")),
                "ALTER DATABASE postgres RENAME TO " + EmbeddedPostgres.NAME
                        + "\n"); // one less to copy for each cluster
        Files.move(password, passwordFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(secret);
        Files.move(temporary, template(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** An empty directory beside the real ones; what an earlier, interrupted attempt left goes first. */
    private Path fresh(String name) throws IOException {
        var path = home.resolve(name + ".part");
        new FileTree(path).delete();
        return Files.createDirectory(path);
    }

    private static String randomPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
