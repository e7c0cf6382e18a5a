package dev.rapier.orm;

import dev.rapier.async.Async;
import org.hibernate.ScrollableResults;
import org.hibernate.StatelessSession;

/** The open cursor of a stream. */
record EntityCursor<R>(UnitOfWork unit, StatelessSession session, ScrollableResults<?> rows, ResultShape<R> shape)
        implements AutoCloseable {
    /** Goes to the next row; false after the last. */
    boolean next() {
        return unit.step("stream", rows::next);
    }

    /** The row that it stands on. */
    R row() {
        return shape.row(rows.get());
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
