package dev.rapier.sql;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** Reads PostgreSQL's errors: the server's primary message alone, for the details may hold the values of a row. */
final class PostgresFaults {
    private PostgresFaults() {}

    static Fault read(SQLException failure) {
        var state = failure.getSQLState();
        var server = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        return server == null
                ? new Fault(state, Fault.text(failure), null)
                : new Fault(state, Fault.message(server.getMessage(), state), server.getConstraint());
    }
}
