package dev.rapier.tour;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param port 0 to 65535; 0 takes a free one; 8000 by default
 * @param host address to listen on; {@code 127.0.0.1} by default
 * @param database URL of another database; without it the tour starts its own
 * @param data directory that the tour's own PostgreSQL keeps its data in; without it they go when the tour ends
 * @param upstream base URL that answers {@code GET /users/{name}}; without it the tour starts its own
 * @param lessons run the lessons, print what they print, and end
 * @param help print how to use it, and end
 */
public record Options(
        int port,
        String host,
        Optional<String> database,
        Optional<Path> data,
        Optional<URI> upstream,
        boolean lessons,
        boolean help) {

    static final String USAGE = """
            Usage: rapier tour [options]

              --port N          port to listen on, 0 for a free one (default: 8000)
              --host ADDRESS    address to listen on (default: 127.0.0.1)
              --database URL    postgresql://user:password@host/db of a running PostgreSQL,
                                sqlite:///tour.db, h2:///tour, or mariadb://user:password@host/db,
                                whose driver is added by ./rapier tour
                                --with org.mariadb.jdbc:mariadb-java-client
                                (default: the tour starts its own PostgreSQL)
              --data DIR        keep the data of the tour's own PostgreSQL in this directory
                                (default: a temporary one)
              --upstream URL    base of an API that answers GET /users/{name} as GitHub does,
                                such as https://api.github.com (default: the tour starts its own)
              --lessons         run all lessons in the terminal, and end
              --help            print this
            """;

    private static final Set<String> FLAGS = Set.of("--lessons", "--help");
    private static final Set<String> VALUES = Set.of("--port", "--host", "--database", "--data", "--upstream");

    /**
     * Reads a command line; {@code --name value} and {@code --name=value} are the same, the last one counts.
     *
     * @throws BadUsage if an option is unknown, lacks its value or has one that makes no sense
     */
    static Options parse(List<String> arguments) {
        var given = read(arguments);
        if (given.containsKey("--database") && given.containsKey("--data")) {
            throw new BadUsage("--data is for the tour's own PostgreSQL and --database names another one:"
                    + " give one of the two");
        }
        return new Options(
                portOf(given.getOrDefault("--port", "8000")),
                given.getOrDefault("--host", "127.0.0.1"),
                Optional.ofNullable(given.get("--database")).map(Options::databaseOf),
                Optional.ofNullable(given.get("--data")).map(Path::of),
                Optional.ofNullable(given.get("--upstream")).map(Options::upstreamOf),
                given.containsKey("--lessons"),
                given.containsKey("--help"));
    }

    /** The same on another port; 0 takes a free one. */
    Options port(int other) {
        return new Options(other, host, database, data, upstream, lessons, help);
    }

    private static Map<String, String> read(List<String> arguments) {
        var given = new HashMap<String, String>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            int equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (FLAGS.contains(argument)) {
                given.put(argument, "");
            } else if (FLAGS.contains(name)) {
                throw new BadUsage(name + " takes no value");
            } else if (VALUES.contains(name)) {
                given.put(name, valueOf(name, equals < 0 ? next(rest) : argument.substring(equals + 1)));
            } else {
                throw new BadUsage("unknown option " + argument);
            }
        }
        return given;
    }

    private static String next(Iterator<String> rest) {
        return rest.hasNext() ? rest.next() : "";
    }

    private static String valueOf(String name, String value) {
        if (value.isBlank() || value.startsWith("--")) {
            throw new BadUsage(name + " needs a value");
        }
        return value;
    }

    private static int portOf(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as for a number out of range.
        }
        throw new BadUsage("--port is a number from 0 to 65535, not '" + text + "'");
    }

    private static String databaseOf(String text) {
        // The URL itself is not repeated: it may hold a password.
        if (!text.matches("(postgres(ql)?|mysql|mariadb|sqlite|h2)(\\+\\w+)?://.*")) {
            throw new BadUsage("--database is a URL like postgresql://user:password@host/db or sqlite:///tour.db");
        }
        return text;
    }

    private static URI upstreamOf(String text) {
        try {
            var uri = URI.create(text.replaceFirst("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, in the same words as for a URL of another kind.
        }
        throw new BadUsage("--upstream is a URL like https://api.github.com, not '" + text + "'");
    }
}
