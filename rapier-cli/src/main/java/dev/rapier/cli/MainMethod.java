package dev.rapier.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The main method of a program, static or not, with arguments or without, as the {@code java} command finds it (JLS 12.1.4). */
final class MainMethod {

    private final Method method;

    private MainMethod(Method method) {
        this.method = method;
    }

    /** The main method of a class or of what it extends; one that takes arguments goes before one that does not. */
    static Optional<MainMethod> of(Class<?> type) {
        return find(type, String[].class).or(() -> find(type)).map(MainMethod::new);
    }

    private static Optional<Method> find(Class<?> type, Class<?>... parameters) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            try {
                Method found = at.getDeclaredMethod("main", parameters);
                if (!Modifier.isPrivate(found.getModifiers()) && found.getReturnType() == void.class) {
                    return Optional.of(found);
                }
            } catch (NoSuchMethodException e) {
                // Not in this class: perhaps in the one it extends.
            }
        }
        return Optional.empty();
    }

    /**
     * Calls it on this thread.
     *
     * @return whether it came to its end; what it throws goes to the thread's handler, which prints it
     */
    boolean invoke(List<String> arguments) {
        Thread thread = Thread.currentThread();
        Optional<Throwable> failure = call(arguments);
        failure.ifPresent(e -> thread.getUncaughtExceptionHandler().uncaughtException(thread, e));
        return failure.isEmpty();
    }

    /** Calls it on this thread and returns what it throws, with the stack trace that its author knows. */
    Optional<Throwable> call(List<String> arguments) {
        Thread.currentThread().setContextClassLoader(method.getDeclaringClass().getClassLoader());
        try {
            MethodHandle main = handle();
            if (method.getParameterCount() == 0) {
                main.invoke();
            } else {
                main.invoke(arguments.toArray(String[]::new));
            }
            return Optional.empty();
        } catch (Throwable e) {
            e.setStackTrace(withoutCaller(e.getStackTrace()));
            return Optional.of(e);
        }
    }

    /** The frames down to the main method: how it was called is no business of its author. */
    private static StackTraceElement[] withoutCaller(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .takeWhile(frame -> !frame.getClassName().equals(MainMethod.class.getName()))
                .toArray(StackTraceElement[]::new);
    }

    private MethodHandle handle() throws Throwable {
        method.setAccessible(true);
        MethodHandle main = MethodHandles.lookup().unreflect(method);
        if (Modifier.isStatic(method.getModifiers())) {
            return main;
        }
        Constructor<?> constructor = method.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        return main.bindTo(
                MethodHandles.lookup().unreflectConstructor(constructor).invoke());
    }
}
