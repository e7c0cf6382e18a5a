package dev.rapier.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who wants to be told what happens on one database. */
final class Listeners {
    private final List<DatabaseListener> all = new CopyOnWriteArrayList<>();

    void add(DatabaseListener listener) {
        all.add(listener);
    }

    void remove(DatabaseListener listener) {
        all.remove(listener);
    }

    /** Whether nobody listens, so that nothing need be measured. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    void acquired(long start, @Nullable Throwable failure) {
        var waited = Duration.ofNanos(System.nanoTime() - start);
        if (failure == null) {
            tell(listener -> listener.connectionTaken(waited));
        } else {
            tell(listener -> listener.connectionRefused(waited, failure));
        }
    }

    void ended(WorkKind kind, String sql, long start, @Nullable Throwable failure) {
        var time = Duration.ofNanos(System.nanoTime() - start);
        var told =
                failure instanceof SQLException raw ? SqlStates.translate(raw, sql) : failure; // of JDBC called by hand
        var end = new StatementEnd(kind, sql, time, Optional.ofNullable(told));
        tell(listener -> listener.statementEnded(end));
    }

    private void tell(Consumer<DatabaseListener> what) {
        for (var listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                Log.warning("A listener of the database failed", e);
            }
        }
    }
}
