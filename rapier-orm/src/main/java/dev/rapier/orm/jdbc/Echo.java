package dev.rapier.orm.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints what goes to the database, as SQLAlchemy's {@code echo=True} does: {@code BEGIN (implicit)}, each statement with its
 * parameters below it, {@code COMMIT}, {@code ROLLBACK}. Lines go to the logger {@code rapier.sql} at level INFO.
 */
public final class Echo {
    private static final Logger LOG = System.getLogger("rapier.sql");
    private static final int LONGEST_VALUE = 300;
    private static final int MOST_SETS = 10;

    private final boolean hideParameters;

    /** An echo, with question marks for the values of parameters where they are to be hidden. */
    public Echo(boolean hideParameters) {
        this.hideParameters = hideParameters;
    }

    void line(String text) {
        LOG.log(Level.INFO, text);
    }

    void statement(String sql, List<List<@Nullable Object>> parameterSets) {
        line(sql);
        if (!parameterSets.isEmpty()) {
            line(parameterSets.size() == 1 ? set(parameterSets.getFirst()) : batch(parameterSets));
        }
    }

    private String batch(List<List<@Nullable Object>> sets) {
        var shown = sets.stream().limit(MOST_SETS).map(this::set).collect(Collectors.joining(", ", "[", ""));
        return sets.size() > MOST_SETS ? shown + ", ... " + sets.size() + " in all]" : shown + "]";
    }

    private String set(List<@Nullable Object> values) {
        return values.stream().map(this::value).collect(Collectors.joining(", ", "(", ")"));
    }

    private String value(@Nullable Object value) {
        if (hideParameters) {
            return "?";
        }
        return switch (value) {
            case null -> "null";
            case CharSequence text -> "'" + shortened(text.toString()) + "'";
            case byte[] bytes -> "byte[" + bytes.length + "]";
            default -> shortened(value.toString());
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
