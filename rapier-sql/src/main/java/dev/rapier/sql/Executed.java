package dev.rapier.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement did.
 *
 * @param rowCount rows that were inserted, changed or deleted
 * @param firstValue the first column of the first row that came back, such as the id of {@code INSERT .. RETURNING id}; null
 *     where none came
 */
public record Executed(long rowCount, @Nullable Object firstValue) {
    /** The first value as a type: {@code db.execute("INSERT .. RETURNING id", values).value(Long.class)}. */
    public <T> Optional<T> value(Class<T> type) {
        return Optional.ofNullable(Conversion.convert(firstValue, type, "The first column that came back"));
    }
}
