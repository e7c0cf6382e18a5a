package dev.rapier.vertx;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import java.util.ArrayList;

/** The header fields of an answer as the loop needs them: an array of names and values that nobody changes. */
final class HeaderFields {
    static final String[] NONE = {};
    static final String[] TEXT = {"content-type", "text/plain; charset=utf-8"};
    static final String[] JSON = {"content-type", "application/json"};
    static final String[] JSON_RETRY = {"content-type", "application/json", "retry-after", "1"};

    private HeaderFields() {}

    /**
     * A copy of the fields.
     *
     * @throws IllegalArgumentException if a name or value could break out of its line
     */
    static String[] of(Headers headers) {
        HeaderList checked = headers instanceof HeaderList list ? list : HeaderList.copyOf(headers);
        var fields = new ArrayList<String>(2 * checked.size());
        checked.forEach((name, value) -> {
            fields.add(name);
            fields.add(value);
        });
        return fields.toArray(NONE);
    }
}
