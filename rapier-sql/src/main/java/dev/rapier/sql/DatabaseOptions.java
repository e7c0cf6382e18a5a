package dev.rapier.sql;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a {@link Database} behaves. Immutable; every method gives a copy. What the URL says ({@code ?max_size=20}) comes first,
 * what the program says wins.
 *
 * @param minSize connections that are kept open at least, default 2 ({@code min_size})
 * @param maxSize connections at most, default 10 ({@code max_size}); for SQLite and H2 one more than there are cores, 4 to
 *     10, and 1 for SQLite in memory
 * @param poolWait how long a caller waits for a connection, default 10 s ({@code pool_timeout}, seconds)
 * @param maxWaiting how many callers may wait at a time, default 10,000; one more fails at once
 * @param statementTimeout how long a statement may run, default 0: for ever ({@code statement_timeout}, seconds). The server is told
 *     the limit where it has such a thing (PostgreSQL); beside it the statement is cancelled from here, as when its task is. A stream has
 *     that long for each portion. Migrations have no limit
 * @param fetchSize rows that a stream fetches at a time, default 500
 * @param echo whether statements are logged with {@code INFO} to the logger {@code rapier.sql}; default false
 * @param comments whether statements end with a comment that says who sent them, {@code /*route='/users/{id}'*}{@code /}; see
 *     {@link SqlTags}; default false
 * @param password asked for each new connection, instead of the URL's password; for passwords that change
 * @param behindPgbouncer whether there is a pgbouncer in transaction mode in between: then no named statements and no session
 *     settings; default false ({@code pgbouncer})
 * @param forceRollback for tests: everything happens on one connection, in a transaction that is rolled back on disconnect
 */
public record DatabaseOptions(
        int minSize,
        int maxSize,
        Duration poolWait,
        int maxWaiting,
        Duration statementTimeout,
        int fetchSize,
        boolean echo,
        boolean comments,
        Optional<Supplier<String>> password,
        boolean behindPgbouncer,
        boolean forceRollback) {
    /** Checks the sizes. */
    public DatabaseOptions {
        if (maxSize < 1 || minSize < 0 || minSize > maxSize) {
            throw new IllegalArgumentException("A pool has at least one connection, and min_size is not above max_size:"
                    + " min_size=" + minSize + ", max_size=" + maxSize);
        }
        if (poolWait.isNegative() || maxWaiting < 0 || statementTimeout.isNegative() || fetchSize < 1) {
            throw new IllegalArgumentException(
                    "poolWait, maxWaiting and statementTimeout are not negative, fetchSize is at least 1");
        }
    }

    /** The largest pool for a database in this program: more connections than cores would not do more. */
    static int inProcessSize() {
        return Math.clamp(Runtime.getRuntime().availableProcessors() + 1L, 4, 10);
    }

    static DatabaseOptions standard() {
        return new DatabaseOptions(
                2,
                10,
                Duration.ofSeconds(10),
                10_000,
                Duration.ZERO,
                500,
                false,
                false,
                Optional.empty(),
                false,
                false);
    }

    /** What a URL says, and the defaults for the rest. */
    static DatabaseOptions from(DatabaseUrl url) {
        var options = Dialects.of(url).defaults(url);
        for (var option : url.options().entrySet()) {
            var text = option.getValue();
            options = switch (option.getKey()) {
                case "min_size" -> options.minSize(number("min_size", text));
                case "max_size" -> options.maxSize(number("max_size", text));
                case "pool_timeout" -> options.poolWait(Duration.ofSeconds(number("pool_timeout", text)));
                case "statement_timeout" ->
                    options.statementTimeout(
                            Duration.ofMillis(Long.parseLong(UrlOptions.millis("statement_timeout", text))));
                case "pgbouncer" -> options.behindPgbouncer(Boolean.parseBoolean(text));
                default -> options; // the driver's, which the backend checks
            };
        }
        return options;
    }

    /** These options with another smallest pool. */
    public DatabaseOptions minSize(int minSize) {
        return change(copy -> {
            copy.minSize = minSize;
            copy.maxSize = Math.max(minSize, maxSize);
        });
    }

    /** These options with another largest pool. */
    public DatabaseOptions maxSize(int maxSize) {
        return change(copy -> {
            copy.minSize = Math.min(minSize, maxSize);
            copy.maxSize = maxSize;
        });
    }

    /** These options with another wait for a connection. */
    public DatabaseOptions poolWait(Duration poolWait) {
        return change(copy -> copy.poolWait = poolWait);
    }

    /** These options with another limit for those who wait. */
    public DatabaseOptions maxWaiting(int maxWaiting) {
        return change(copy -> copy.maxWaiting = maxWaiting);
    }

    /** These options with a limit for each statement; 0 for none. */
    public DatabaseOptions statementTimeout(Duration statementTimeout) {
        return change(copy -> copy.statementTimeout = statementTimeout);
    }

    /** These options with another number of rows per fetch. */
    public DatabaseOptions fetchSize(int fetchSize) {
        return change(copy -> copy.fetchSize = fetchSize);
    }

    /** These options with statements logged, or not. */
    public DatabaseOptions echo(boolean echo) {
        return change(copy -> copy.echo = echo);
    }

    /** These options with a comment at the end of each statement, or not. See {@link SqlTags}. */
    public DatabaseOptions comments(boolean comments) {
        return change(copy -> copy.comments = comments);
    }

    /** These options with a password that is asked for each new connection. */
    public DatabaseOptions password(Supplier<String> password) {
        return change(copy -> copy.password = Optional.of(password));
    }

    /** These options for a pgbouncer in between, or not. */
    public DatabaseOptions behindPgbouncer(boolean behindPgbouncer) {
        return change(copy -> copy.behindPgbouncer = behindPgbouncer);
    }

    /** These options with everything rolled back on disconnect, or not. */
    public DatabaseOptions forceRollback(boolean forceRollback) {
        return change(copy -> copy.forceRollback = forceRollback);
    }

    private DatabaseOptions change(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.options();
    }

    /** A copy on its way to other options. */
    private static final class Copy {
        int minSize;
        int maxSize;
        Duration poolWait;
        int maxWaiting;
        Duration statementTimeout;
        int fetchSize;
        boolean echo;
        boolean comments;
        Optional<Supplier<String>> password;
        boolean behindPgbouncer;
        boolean forceRollback;

        Copy(DatabaseOptions from) {
            minSize = from.minSize;
            maxSize = from.maxSize;
            poolWait = from.poolWait;
            maxWaiting = from.maxWaiting;
            statementTimeout = from.statementTimeout;
            fetchSize = from.fetchSize;
            echo = from.echo;
            comments = from.comments;
            password = from.password;
            behindPgbouncer = from.behindPgbouncer;
            forceRollback = from.forceRollback;
        }

        DatabaseOptions options() {
            return new DatabaseOptions(
                    minSize,
                    maxSize,
                    poolWait,
                    maxWaiting,
                    statementTimeout,
                    fetchSize,
                    echo,
                    comments,
                    password,
                    behindPgbouncer,
                    forceRollback);
        }
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The option " + name + " of a database URL is a number, not '" + text + "'", e);
        }
    }
}
