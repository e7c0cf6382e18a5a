package dev.rapier.orm;

import dev.rapier.async.Async;
import java.util.Optional;
import org.hibernate.ScrollableResults;
import org.hibernate.StatelessSession;

/** The open cursor of a stream. */
record EntityCursor<R>(UnitOfWork unit, StatelessSession session, ScrollableResults<R> rows) implements AutoCloseable {
    /** The next row; empty after the last. */
    Optional<R> next() {
        return unit.step("stream", () -> rows.next() ? Optional.of(rows.get()) : Optional.empty());
    }

    @Override
    public void close() {
        Async.shield(() -> {
            try (session) {
                rows.close();
            }
        });
    }
}
