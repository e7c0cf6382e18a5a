package dev.rapier.client.declared;

import dev.rapier.client.Client;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The object behind an interface that was declared: finds the plan of the method and follows it. */
public final class DeclaredClient implements InvocationHandler {
    /** What one method does. */
    @FunctionalInterface
    interface Plan {
        @Nullable
        Object call(Object proxy, @Nullable Object[] arguments) throws Throwable;
    }

    private static final @Nullable Object[] NONE = {};

    private final Class<?> type;
    private final Map<Method, Plan> plans;

    private DeclaredClient(Class<?> type, Map<Method, Plan> plans) {
        this.type = type;
        this.plans = plans;
    }

    /**
     * An implementation of the interface that calls the client.
     *
     * @throws IllegalArgumentException if it is no interface, or has a method that can't be called; the message says why
     */
    public static <T> T of(Client client, Class<T> type) {
        if (!type.isInterface() || type.isAnnotation() || type.isSealed()) {
            throw new IllegalArgumentException(type.getTypeName() + " can't be declared: it is not "
                    + (type.isSealed() ? "an interface that others may implement" : "an interface"));
        }
        var plans = new HashMap<Method, Plan>();
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                plans.put(method, PlanReader.read(client, type, method));
            }
        }
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new DeclaredClient(type, Map.copyOf(plans)));
        return type.cast(proxy);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Plan plan = plans.get(method);
        if (plan != null) {
            return plan.call(proxy, arguments == null ? NONE : arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "client " + type.getTypeName(); // toString: there are but these three
        };
    }
}
