package dev.rapier.client;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Says a type that has parameters, which a {@link Class} can't: {@code response.json(new JsonType<Map<String, List<User>>>() {})}.
 *
 * @param <T> the type
 */
public abstract class JsonType<T> {
    private final Type type;

    /** @throws IllegalStateException if the type is left out */
    protected JsonType() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType said)) {
            throw new IllegalStateException("write new JsonType<List<User>>() {}, with the type and the braces");
        }
        type = said.getActualTypeArguments()[0];
    }

    /** The type that was said. */
    public final Type type() {
        return type;
    }
}
