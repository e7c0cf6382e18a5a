package dev.rapier.sql;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the errors of MySQL and MariaDB, whose SQLSTATEs are coarse, by their numbers. */
final class MySqlFaults {
    private static final Pattern CONNECTION = Pattern.compile("^\\(conn=\\d+\\) ");
    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate entry .* for key", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("for key '(?:[^'.]*\\.)?([^']*)'");
    private static final Pattern CONSTRAINT = Pattern.compile("(?i)constraint [`']([^`']*)[`']");

    private MySqlFaults() {}

    static Fault read(SQLException failure) {
        var text = CONNECTION.matcher(Fault.text(failure)).replaceFirst("");
        int code = failure.getErrorCode();
        var state = state(code, failure.getSQLState());
        if (code == 0) {
            return new Fault(state, text, null); // the driver's own
        }
        var constraint = Fault.find(code == 1062 ? KEY : CONSTRAINT, text);
        var message =
                DUPLICATE.matcher(text).replaceFirst("Duplicate entry for key"); // the entry is a value of the row
        return new Fault(state, Fault.message(message, state), constraint);
    }

    private static @Nullable String state(int code, @Nullable String given) {
        return switch (code) {
            case 1062, 1586 -> "23505";
            case 1216, 1217, 1451, 1452 -> "23503";
            case 1048, 1364 -> "23502";
            case 3819, 4025 -> "23514";
            case 1213 -> "40P01";
            case 1020 -> "40001"; // the record has changed since it was read, in a snapshot
            case 1205, 3572 -> "55P03";
            case 1317, 1969, 3024 -> "57014"; // killed, or out of max_statement_time or max_execution_time
            case 1053, 1927, 2006, 2013 -> "08006";
            default -> given;
        };
    }
}
