package dev.rapier.sql;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a driver's exception says, in the words of PostgreSQL: its SQLSTATEs are the finest.
 *
 * @param state SQLSTATE; null where there is none
 * @param message without the values of a row, as far as the database lets them be told apart
 * @param constraint the name of the constraint that would have been broken, if it was given
 */
record Fault(
        @Nullable String state, String message, @Nullable String constraint) {
    /** Reads an exception. Drivers have classes of their own for it, but for MySQL's and MariaDB's, which have codes of their own. */
    static Fault of(SQLException failure) {
        var type = failure.getClass().getName();
        if (type.startsWith("org.postgresql.")) {
            return PostgresFaults.read(failure);
        }
        if (type.startsWith("org.sqlite.")) {
            return SqliteFaults.read(failure);
        }
        return type.startsWith("org.h2.") ? H2Faults.read(failure) : MySqlFaults.read(failure);
    }

    /** The text of an exception. */
    static String text(SQLException failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** The message with its state behind it, as all messages here end. */
    static String message(String text, @Nullable String state) {
        return state == null ? text : text + " (SQLSTATE " + state + ")";
    }

    /** What the first group of a pattern finds in a text. */
    static @Nullable String find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
