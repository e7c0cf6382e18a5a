package dev.rapier.vertx;

import dev.rapier.http.Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The header fields of a request of HTTP/2, whose names are lower case, without the pseudo fields. */
record Http2Fields(Http2Headers fields) implements Headers {
    @Override
    public Optional<String> first(String name) {
        CharSequence value = isPseudo(name) ? null : fields.get(name.toLowerCase(Locale.ROOT));
        return Optional.ofNullable(value).map(CharSequence::toString);
    }

    @Override
    public List<String> all(String name) {
        return isPseudo(name)
                ? List.of()
                : fields.getAll(name.toLowerCase(Locale.ROOT)).stream()
                        .map(CharSequence::toString)
                        .toList();
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> consumer) {
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            if (!isPseudo(field.getKey())) {
                consumer.accept(field.getKey().toString(), field.getValue().toString());
            }
        }
    }

    /** How many fields there are, without the pseudo fields. */
    static int count(Http2Headers fields) {
        int count = 0;
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            if (!isPseudo(field.getKey())) {
                count++;
            }
        }
        return count;
    }

    private static boolean isPseudo(CharSequence name) {
        return !name.isEmpty() && name.charAt(0) == ':';
    }
}
