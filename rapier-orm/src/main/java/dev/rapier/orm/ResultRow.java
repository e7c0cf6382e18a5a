package dev.rapier.orm;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A row of a query for several values, which are found by what was asked for:
 *
 * <pre>{@code
 * for (var row : session.execute(select(User.USERNAME, User.LOGIN_COUNT))) {
 *     String name = row.get(User.USERNAME);
 * }
 * }</pre>
 */
public final class ResultRow {
    private final List<Term<?, ?>> terms;
    private final @Nullable Object[] values;

    ResultRow(List<Term<?, ?>> terms, @Nullable Object[] values) {
        this.terms = terms;
        this.values = values;
    }

    /**
     * The value of what was asked for; null where it has none.
     *
     * @throws NoSuchElementException if the query did not ask for it
     */
    public <V> @Nullable V get(Term<?, V> term) {
        int index = terms.indexOf(term);
        if (index < 0) {
            throw new NoSuchElementException("The row has no " + term + ", but " + terms);
        }
        return term.type().cast(values[index]);
    }

    /** The value at a place, from 0. */
    public @Nullable Object get(int index) {
        return values[index];
    }

    /** The values in order. */
    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** The values by their names, in order; of two of one name the last. */
    public Map<String, @Nullable Object> asMap() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < values.length; i++) {
            map.put(terms.get(i).name(), values[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResultRow row && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
