package dev.rapier.sql;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A statement with named parameters, cut up at them.
 *
 * @param source the statement as it was written
 * @param plain JDBC's SQL with one {@code ?} for each parameter
 * @param texts the pieces of {@code plain} between the parameters, one more than there are parameters
 * @param parameters the parameters in the order in which they occur; a name may occur more than once
 * @param names the names of the parameters, sorted
 */
record ParsedSql(String source, String plain, List<String> texts, List<Placeholder> parameters, Set<String> names) {
    /**
     * One occurrence of a parameter.
     *
     * @param name without the colon
     * @param list how it stands in a list
     */
    record Placeholder(String name, ListForm list) {}

    /** What is around a placeholder. */
    enum ListForm {
        /** An ordinary place. */
        NONE,
        /** {@code IN (:ids)}. */
        IN,
        /** {@code NOT IN (:ids)}. */
        NOT_IN
    }

    static ParsedSql of(String source, List<String> texts, List<Placeholder> parameters) {
        var names = new TreeSet<String>();
        parameters.forEach(parameter -> names.add(parameter.name()));
        return new ParsedSql(source, String.join("?", texts), List.copyOf(texts), List.copyOf(parameters), names);
    }

    /**
     * JDBC's SQL for these values. Where a list stands in {@code IN (:ids)} it becomes one array parameter, {@code = ANY (?)},
     * so that the statement stays the same for lists of all lengths, the empty one too.
     */
    String jdbc(Map<String, ?> values) {
        return parameters.stream().anyMatch(parameter -> isList(parameter, values)) ? withLists(values) : plain;
    }

    private String withLists(Map<String, ?> values) {
        var sql = new StringBuilder(texts.getFirst());
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            if (isList(parameter, values)) {
                dropWord(sql, "(");
                dropWord(sql, "IN");
                if (parameter.list() == ListForm.NOT_IN) {
                    dropWord(sql, "NOT");
                }
                sql.append(parameter.list() == ListForm.IN ? " = ANY (" : " <> ALL (");
            }
            sql.append('?').append(texts.get(i + 1));
        }
        return sql.toString();
    }

    private static boolean isList(Placeholder parameter, Map<String, ?> values) {
        return parameter.list() != ListForm.NONE && isList(values.get(parameter.name()));
    }

    private static boolean isList(@Nullable Object value) {
        return value instanceof Collection<?>
                || (value != null && value.getClass().isArray() && !(value instanceof byte[]));
    }

    private static void dropWord(StringBuilder sql, String word) {
        while (Character.isWhitespace(sql.charAt(sql.length() - 1))) {
            sql.setLength(sql.length() - 1);
        }
        sql.setLength(sql.length() - word.length());
    }
}
