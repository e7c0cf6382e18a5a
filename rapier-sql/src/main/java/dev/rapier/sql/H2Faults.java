package dev.rapier.sql;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads H2's errors, which repeat the statement and show values. */
final class H2Faults {
    private static final Pattern STATEMENT = Pattern.compile("; SQL statement:\\n.*$", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile(" \\[\\d+-\\d+]$");
    private static final Pattern VALUES = Pattern.compile(" VALUES \\(.*\\)\"$| \\([^()]*\\)\"$", Pattern.DOTALL);
    private static final Pattern CONSTRAINT = Pattern.compile("\"(?:\\w+\\.)?(\\w+)(?: INDEX| ON|: )");

    private H2Faults() {}

    static Fault read(SQLException failure) {
        int code = failure.getErrorCode();
        var state = state(code, failure.getSQLState());
        var text = NUMBER.matcher(STATEMENT.matcher(Fault.text(failure)).replaceFirst(""))
                .replaceFirst("");
        boolean constraint = state != null && state.startsWith("23");
        var message = constraint ? VALUES.matcher(text).replaceFirst("\"") : text;
        return new Fault(state, Fault.message(message, state), constraint ? Fault.find(CONSTRAINT, text) : null);
    }

    private static @Nullable String state(int code, @Nullable String given) {
        return switch (code) {
            case 23503, 23506 -> "23503";
            case 23513, 23514 -> "23514";
            case 40001 -> "40P01";
            case 90131 -> "40001";
            case 50200 -> "55P03";
            case 90022 -> "42883";
            case 50004 -> "42704";
            case 90013, 90067, 90098, 90121 -> "08006";
            default -> given;
        };
    }
}
