package dev.rapier.client.okhttp;

import dev.rapier.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The fields of a response as OkHttp has them. */
record ReceivedHeaders(okhttp3.Headers fields) implements Headers {
    @Override
    public Optional<String> first(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.name(i).equalsIgnoreCase(name)) {
                return Optional.of(fields.value(i));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> all(String name) {
        return fields.values(name);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> consumer) {
        for (int i = 0; i < fields.size(); i++) {
            consumer.accept(fields.name(i), fields.value(i));
        }
    }

    /** The names, not the values: a value may be a secret. */
    @Override
    public String toString() {
        var names = new ArrayList<String>(fields.size());
        forEach((name, value) -> names.add(name));
        return names.toString();
    }
}
