package dev.rapier.sql.embedded;

import dev.rapier.async.Async;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom the server's programs run. PostgreSQL refuses to run as root, so root steps aside in one of two ways.
 *
 * <p>A user namespace comes first: files stay root's, only the process believes to be nobody. Some containers forbid
 * it; there the programs run as the real user nobody (65534), and everything they touch must be reachable for it.
 */
enum ServerUser {
    /** The user that runs the program, who is not root. */
    SELF,
    /** Root in a user namespace of its own, which the server sees as nobody. */
    NAMESPACE,
    /** The user nobody, reached from root by {@code setpriv}. */
    NOBODY;

    private static final int NOBODY_ID = 65_534;

    /** The first way that works on this machine. */
    static ServerUser find() {
        if (!"0".equals(idUnder(SELF))) {
            return SELF;
        }
        for (var user : List.of(NAMESPACE, NOBODY)) {
            var id = idUnder(user);
            if (!id.isEmpty() && !"0".equals(id)) {
                return user;
            }
        }
        throw new EmbeddedException("PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv"
                + " --reuid=65534' works here (install util-linux, or allow user namespaces)."
                + " Run the program as another user, or name a running server in the database URL.");
    }

    private List<String> prefix() {
        return switch (this) {
            case SELF -> List.of();
            case NAMESPACE -> List.of("unshare", "-U");
            case NOBODY -> List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups");
        };
    }

    List<String> command(Path program, List<String> arguments) {
        var command = new ArrayList<>(prefix());
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    /** Where binaries are kept when nobody named a place: what the server's user can reach. */
    Path cache() {
        if (this == NOBODY) {
            return Path.of("/var/cache/rapier"); // /root is closed to nobody
        }
        var xdg = System.getenv("XDG_CACHE_HOME");
        return xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "rapier")
                : Path.of(xdg, "rapier");
    }

    /** Gives a file or directory to the server's user; does nothing where root is not a stranger to the server. */
    void own(Path path) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(path, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static String idUnder(ServerUser user) {
        var command = new ArrayList<>(user.prefix());
        command.addAll(List.of("id", "-u"));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = process.inputReader()) {
                var line = out.readLine();
                boolean ended = process.waitFor(10, TimeUnit.SECONDS);
                return line != null && ended && process.exitValue() == 0 ? line.trim() : "";
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notInstalled) {
            return "";
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        }
    }
}
