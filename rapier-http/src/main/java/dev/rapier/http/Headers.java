package dev.rapier.http;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The fields of a request or response: names compare without regard to case, a name may occur more than once, order is
 * kept (RFC 9110 section 5).
 */
public interface Headers {
    /** The first value of the field, if it is there. */
    Optional<String> first(String name);

    /** All values of the field in order; commas inside a value are not split. Empty where the field is missing. */
    List<String> all(String name);

    /** Calls the consumer with each name and value in order. */
    void forEach(BiConsumer<? super String, ? super String> consumer);
}
