package dev.rapier.orm;

import dev.rapier.sql.DatabaseException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/** Turns what Hibernate throws into the exceptions of Rapier. */
final class HibernateErrors {
    private HibernateErrors() {}

    static RuntimeException translate(RuntimeException failure) {
        if (failure instanceof OrmException || failure instanceof DatabaseException) {
            return failure;
        }
        var sql = innermost(SQLException.class, failure); // around it there may be one that speaks of a batch
        if (sql != null) {
            return DatabaseException.of(sql);
        }
        if (innermost(OptimisticLockException.class, failure) != null
                || innermost(StaleStateException.class, failure) != null) {
            return new StaleData(
                    "A row was changed or deleted by somebody else since it was read: " + failure.getMessage(),
                    failure);
        }
        return failure instanceof IllegalArgumentException
                ? failure
                : new OrmException(String.valueOf(failure.getMessage()), failure);
    }

    private static <T extends Throwable> @Nullable T innermost(Class<T> type, Throwable failure) {
        T found = null;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                found = type.cast(cause);
            }
        }
        return found;
    }
}
