package dev.rapier.web;

import dev.rapier.async.Coroutine;
import dev.rapier.async.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the value of a type for the requests of a route.
 *
 * @param name who makes it, for people
 * @param maker gives the value, or a resource of it
 */
record Provider<T>(Class<T> type, String name, Handler maker) {
    /** What else has to be there before. */
    List<Class<?>> needs() {
        return maker.needs();
    }

    /** Provides what the maker gave to the request while the inside runs. */
    @Nullable
    <R> R use(@Nullable Object made, Request request, Coroutine<R> inside) throws Exception {
        if (made == null) {
            throw new IllegalStateException(name + " provides a " + type.getSimpleName() + ", but returned null");
        }
        return made instanceof Resource<?> resource && type != Resource.class
                ? resource.use(value -> provided(value, request, inside))
                : provided(made, request, inside);
    }

    private <R> R provided(@Nullable Object value, Request request, Coroutine<R> inside) throws Exception {
        if (!type.isInstance(value)) {
            throw new IllegalStateException(name + " should provide a " + type.getName() + ", but gave "
                    + (value == null ? "null" : "a " + value.getClass().getName()));
        }
        request.provide(type, value);
        try {
            return inside.run();
        } finally {
            request.withdraw(type);
        }
    }
}
