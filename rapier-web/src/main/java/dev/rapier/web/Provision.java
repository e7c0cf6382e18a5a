package dev.rapier.web;

import dev.rapier.async.Fn;
import dev.rapier.async.Resource;
import dev.rapier.http.Provides;
import dev.rapier.http.route.PathTemplate;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** How the value of a type is made for a request that needs one, whatever its route. */
final class Provision<T> {
    private final Class<T> type;
    private final String name;
    private final Function<PathTemplate, Handler> maker;

    /** What a method reads depends on the names of the route's path, and on nothing else of the route. */
    private final Map<List<String>, Provider<T>> providers = new ConcurrentHashMap<>();

    private Provision(Class<T> type, String name, Function<PathTemplate, Handler> maker) {
        this.type = type;
        this.name = name;
        this.maker = maker;
    }

    /** What the application provides. */
    static <T> Provision<T> of(Class<T> type, Fn<Request, ? extends Resource<? extends T>> resource, String name) {
        return new Provision<>(type, name, _ -> resource::apply);
    }

    /** What a method with {@code @Provides} makes. */
    static Provision<?> of(Object target, Method method, HandlerCompiler compiler) {
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
        return new Provision<>(type, name, path -> compiler.compileProvider(target, method, path));
    }

    /** Whether a method makes something for requests. */
    static boolean isMadeBy(Method method) {
        return method.isAnnotationPresent(Provides.class);
    }

    Class<T> type() {
        return type;
    }

    /** Who makes it, for people. */
    String name() {
        return name;
    }

    /**
     * It for the requests of a route.
     *
     * @throws IllegalArgumentException if a parameter of the method can't be bound there
     */
    Provider<T> on(PathTemplate path) {
        return providers.computeIfAbsent(path.names(), _ -> new Provider<>(type, name, maker.apply(path)));
    }
}
