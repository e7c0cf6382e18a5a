package dev.rapier.sql;

import dev.rapier.async.Cancellation;
import java.time.Duration;
import java.util.Optional;

/**
 * The end of one piece of work on a connection; see {@link DatabaseListener}.
 *
 * @param kind what it was
 * @param sql the statement as the program wrote it, without values; empty for {@link WorkKind#RAW}
 * @param time from the call to its end, without the wait for a connection
 * @param failure what it failed with, as Rapier says it; empty when it went well
 */
public record StatementEnd(WorkKind kind, String sql, Duration time, Optional<Throwable> failure) {
    /** How it ended in a word, for a metric: {@code ok}, {@code cancelled}, or the name of the exception such as {@code UniqueViolation}. */
    public String outcome() {
        return failure.map(e ->
                        e instanceof Cancellation ? "cancelled" : e.getClass().getSimpleName())
                .orElse("ok");
    }
}
