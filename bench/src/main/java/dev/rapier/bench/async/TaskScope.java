package dev.rapier.bench.async;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;

/**
 * The JDK's {@code StructuredTaskScope}, a preview API in 25, through method handles: so this module needs no preview features.
 * The handles are constants, which the compiler inlines.
 */
final class TaskScope {
    private static final MethodHandle OPEN;
    private static final MethodHandle FORK;
    private static final MethodHandle JOIN;
    private static final MethodHandle GET;
    private static final MethodHandle CLOSE;

    static {
        try {
            Class<?> scope = Class.forName("java.util.concurrent.StructuredTaskScope");
            Class<?> subtask = Class.forName("java.util.concurrent.StructuredTaskScope$Subtask");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            OPEN = lookup.findStatic(scope, "open", MethodType.methodType(scope))
                    .asType(MethodType.methodType(Object.class));
            FORK = lookup.findVirtual(scope, "fork", MethodType.methodType(subtask, Callable.class))
                    .asType(MethodType.methodType(Object.class, Object.class, Callable.class));
            JOIN = lookup.findVirtual(scope, "join", MethodType.methodType(Object.class))
                    .asType(MethodType.methodType(Object.class, Object.class));
            GET = lookup.findVirtual(subtask, "get", MethodType.methodType(Object.class))
                    .asType(MethodType.methodType(Object.class, Object.class));
            CLOSE = lookup.findVirtual(scope, "close", MethodType.methodType(void.class))
                    .asType(MethodType.methodType(void.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private TaskScope() {}

    static Object open() throws Throwable {
        return OPEN.invokeExact();
    }

    static Object fork(Object scope, Callable<?> body) throws Throwable {
        return FORK.invokeExact(scope, body);
    }

    static Object join(Object scope) throws Throwable {
        return JOIN.invokeExact(scope);
    }

    static Object get(Object subtask) throws Throwable {
        return GET.invokeExact(subtask);
    }

    static void close(Object scope) throws Throwable {
        CLOSE.invokeExact(scope);
    }
}
