package dev.rapier.sql;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads SQLite's errors, {@code [SQLITE_CONSTRAINT_UNIQUE] explanation (message)}: its driver gives the full code in words only. */
final class SqliteFaults {
    /** The states of failures after which SQLite has rolled the transaction back itself: read and write errors, no room, no memory. */
    static final Set<String> ENDING = Set.of("58030", "53100", "53200");

    private static final Pattern CODE = Pattern.compile("^\\[SQLITE_([A-Z_]+)]");
    private static final Pattern MESSAGE = Pattern.compile("\\((.*)\\)$", Pattern.DOTALL);
    private static final Pattern CONSTRAINT = Pattern.compile("constraint failed: (.+)$");
    private static final Pattern BAD_SQL = Pattern.compile(
            "syntax error|no such|no column|ambiguous|incomplete input|unrecognized token|already exists|misuse of|wrong number"
                    + "|values for|duplicate column");

    private SqliteFaults() {}

    static Fault read(SQLException failure) {
        var text = Fault.text(failure);
        var code = Fault.find(CODE, text);
        if (code == null) {
            return new Fault(failure.getSQLState(), text, null);
        }
        var found = Fault.find(MESSAGE, text);
        var message = found == null ? text : found;
        var state = state(code, message);
        return new Fault(state, Fault.message(message, state), Fault.find(CONSTRAINT, message));
    }

    private static @Nullable String state(String code, String message) {
        return switch (code) {
            case "CONSTRAINT_UNIQUE", "CONSTRAINT_PRIMARYKEY", "CONSTRAINT_ROWID" -> "23505";
            case "CONSTRAINT_FOREIGNKEY" -> "23503";
            case "CONSTRAINT_NOTNULL" -> "23502";
            case "CONSTRAINT_CHECK" -> "23514";
            case "BUSY_SNAPSHOT" -> "40001";
            case "INTERRUPT" -> "57014";
            case "FULL" -> "53100";
            case "NOMEM" -> "53200";
            case "CANTOPEN" -> "08001";
            case "NOTADB", "CORRUPT" -> "XX001";
            case "ERROR" -> BAD_SQL.matcher(message).find() ? "42000" : "HY000";
            default -> byFamily(code);
        };
    }

    private static @Nullable String byFamily(String code) {
        return switch (code.split("_", 2)[0]) {
            case "CONSTRAINT" -> "23000";
            case "BUSY", "LOCKED" -> "55P03";
            case "IOERR" -> "58030";
            case "READONLY" -> "25006";
            default -> null;
        };
    }
}
