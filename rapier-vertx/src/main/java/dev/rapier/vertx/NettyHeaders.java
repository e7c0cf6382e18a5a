package dev.rapier.vertx;

import dev.rapier.http.Headers;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The header fields of a request as the decoder left them; nobody changes them any more. */
record NettyHeaders(HttpHeaders fields) implements Headers {
    @Override
    public Optional<String> first(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public List<String> all(String name) {
        return fields.getAll(name);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> consumer) {
        for (Iterator<Map.Entry<String, String>> each = fields.iteratorAsString(); each.hasNext(); ) {
            Map.Entry<String, String> field = each.next();
            consumer.accept(field.getKey(), field.getValue());
        }
    }
}
