package dev.rapier.web;

import dev.rapier.http.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The decoded names and values of a query, in order. Read as Python's {@code parse_qsl(keep_blank_values=True)}: {@code
 * ?q} is an empty value, a plus is a blank.
 */
public final class QueryParams {
    private static final QueryParams NONE = new QueryParams(List.of());

    /** Names at even places, values at odd ones. */
    private final List<String> pairs;

    private QueryParams(List<String> pairs) {
        this.pairs = pairs;
    }

    /** Reads the part of a URL after its question mark. */
    public static QueryParams parse(String query) {
        if (query.isEmpty()) {
            return NONE;
        }
        var pairs = new ArrayList<String>();
        int start = 0;
        while (start <= query.length()) {
            int end = query.indexOf('&', start);
            if (end < 0) {
                end = query.length();
            }
            if (end > start) {
                addPair(query, start, end, pairs);
            }
            start = end + 1;
        }
        return new QueryParams(pairs);
    }

    private static void addPair(String query, int start, int end, List<String> pairs) {
        int equals = query.indexOf('=', start, end);
        int nameEnd = equals < 0 ? end : equals;
        pairs.add(PercentEncoding.decodeForm(query.substring(start, nameEnd)));
        pairs.add(equals < 0 ? "" : PercentEncoding.decodeForm(query.substring(equals + 1, end)));
    }

    /** The last value of a name: the one that counts for a single parameter. */
    public Optional<String> last(String name) {
        for (int i = pairs.size() - 2; i >= 0; i -= 2) {
            if (pairs.get(i).equals(name)) {
                return Optional.of(pairs.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** All values of a name in order; empty where it is missing. */
    public List<String> all(String name) {
        var values = new ArrayList<String>();
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                values.add(pairs.get(i + 1));
            }
        }
        return values;
    }

    /** Calls the consumer with each name and value in order. */
    public void forEach(BiConsumer<? super String, ? super String> consumer) {
        for (int i = 0; i < pairs.size(); i += 2) {
            consumer.accept(pairs.get(i), pairs.get(i + 1));
        }
    }
}
