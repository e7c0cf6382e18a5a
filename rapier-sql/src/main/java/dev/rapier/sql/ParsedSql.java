package dev.rapier.sql;

import java.util.ArrayList;
import java.util.Collections;
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
 * @param kind what it does
 * @param arrays whether a list is one parameter, an array, rather than one for each element
 */
record ParsedSql(
        String source,
        String plain,
        List<String> texts,
        List<Placeholder> parameters,
        Set<String> names,
        StatementKind kind,
        boolean arrays) {
    /**
     * One occurrence of a parameter.
     *
     * @param name without the colon
     * @param list how it stands in a list
     */
    record Placeholder(String name, ListForm list) {}

    /** An empty list in parentheses, which SQL has no word for. */
    private static final String NOTHING = "SELECT NULL WHERE 1 = 0";

    /** What is around a placeholder. */
    enum ListForm {
        /** An ordinary place. */
        NONE,
        /** {@code IN (:ids)}. */
        IN,
        /** {@code NOT IN (:ids)}. */
        NOT_IN
    }

    static ParsedSql of(
            String source, List<String> texts, List<Placeholder> parameters, StatementKind kind, boolean arrays) {
        var names = new TreeSet<String>();
        parameters.forEach(parameter -> names.add(parameter.name()));
        return new ParsedSql(
                source, String.join("?", texts), List.copyOf(texts), List.copyOf(parameters), names, kind, arrays);
    }

    /**
     * JDBC's SQL for these values. Where a list stands in {@code IN (:ids)} it becomes one array parameter, {@code = ANY (?)},
     * so that the statement stays the same for lists of all lengths, the empty one too. Where there are no arrays, it becomes
     * {@code IN (?, ?, ?)}.
     */
    String jdbc(Map<String, ?> values) {
        for (var parameter : parameters) {
            if (isList(parameter, values)) {
                return withLists(values);
            }
        }
        return plain;
    }

    /** Whether its text depends on the values. */
    boolean takesLists() {
        return parameters.stream().anyMatch(parameter -> parameter.list() != ListForm.NONE);
    }

    /** The elements of a list that {@link #jdbc} gives a parameter each; null where the value is one parameter. */
    @Nullable
    List<@Nullable Object> elements(Placeholder parameter, @Nullable Object value) {
        if (arrays || parameter.list() == ListForm.NONE) {
            return null;
        }
        var list = Values.list(value);
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }

    private String withLists(Map<String, ?> values) {
        var sql = new StringBuilder(texts.getFirst());
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            var elements = elements(parameter, values.get(parameter.name()));
            if (elements != null) {
                sql.append(elements.isEmpty() ? NOTHING : "?, ".repeat(elements.size() - 1) + "?");
            } else {
                if (isList(parameter, values)) {
                    toArray(sql, parameter);
                }
                sql.append('?');
            }
            sql.append(texts.get(i + 1));
        }
        return sql.toString();
    }

    private static void toArray(StringBuilder sql, Placeholder parameter) {
        dropWord(sql, "(");
        dropWord(sql, "IN");
        if (parameter.list() == ListForm.NOT_IN) {
            dropWord(sql, "NOT");
        }
        sql.append(parameter.list() == ListForm.IN ? " = ANY (" : " <> ALL (");
    }

    private static boolean isList(Placeholder parameter, Map<String, ?> values) {
        return parameter.list() != ListForm.NONE && Values.list(values.get(parameter.name())) != null;
    }

    private static void dropWord(StringBuilder sql, String word) {
        while (Character.isWhitespace(sql.charAt(sql.length() - 1))) {
            sql.setLength(sql.length() - 1);
        }
        sql.setLength(sql.length() - word.length());
    }
}
