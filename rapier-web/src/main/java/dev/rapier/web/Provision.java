package dev.rapier.web;

import dev.rapier.async.Coroutine;
import dev.rapier.async.Fn;
import dev.rapier.async.Resource;
import dev.rapier.http.Provides;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the value of a type is made for a request that needs one.
 *
 * @param needs what else has to be there before
 * @param name who makes it, for people
 */
record Provision<T>(
        Class<T> type, List<Class<?>> needs, Fn<Request, ? extends Resource<? extends T>> resource, String name) {

    /** What a method with {@code @Provides} makes. */
    static Provision<?> of(Object target, Method method) {
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        Type result = method.getGenericReturnType();
        Type provided = method.getReturnType() == Resource.class
                ? Optional.of(result)
                        .filter(ParameterizedType.class::isInstance)
                        .map(generic -> ((ParameterizedType) generic).getActualTypeArguments()[0])
                        .orElse(Object.class)
                : result;
        if (!(provided instanceof Class<?> type) || type == void.class || type == Object.class) {
            throw new IllegalArgumentException(name + " bears @Provides, but returns " + result.getTypeName()
                    + "; it must return a class without type parameters, or a Resource of one");
        }
        return of(type, target, method, name);
    }

    private static <T> Provision<T> of(Class<T> type, Object target, Method method, String name) {
        List<Class<?>> needs = Stream.<Class<?>>of(method.getParameterTypes())
                .filter(parameter -> parameter != Request.class)
                .toList();
        return new Provision<>(type, needs, request -> made(type, call(target, method, request), name), name);
    }

    @SuppressWarnings(
            "unchecked") // the method says that it returns a Resource<T>, and use() checks what comes out of it
    private static <T> Resource<? extends T> made(Class<T> type, Object result, String name) {
        if (result instanceof Resource<?> resource && type != Resource.class) {
            return (Resource<? extends T>) resource;
        }
        if (result == null) {
            throw new IllegalStateException(name + " provides a " + type.getSimpleName() + ", but returned null");
        }
        return Resource.of(() -> type.cast(result), _ -> {});
    }

    private static Object call(Object target, Method method, Request request) throws Exception {
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(type -> type == Request.class ? request : request.provided(type))
                .toArray();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    /** Whether a method makes something for requests. */
    static boolean isMadeBy(Method method) {
        return method.isAnnotationPresent(Provides.class);
    }

    /** Makes them all, the first one first, runs the inside, and ends them in reverse order. */
    static <R> R around(List<Provision<?>> provisions, Request request, Coroutine<R> inside) throws Exception {
        return provisions.isEmpty()
                ? inside.run()
                : provisions
                        .getFirst()
                        .use(request, () -> around(provisions.subList(1, provisions.size()), request, inside));
    }

    private <R> R use(Request request, Coroutine<R> inside) throws Exception {
        return resource.apply(request).use(value -> {
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
        });
    }
}
