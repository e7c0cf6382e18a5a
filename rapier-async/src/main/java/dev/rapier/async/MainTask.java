package dev.rapier.async;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The task of {@link Async#run}. On the main thread of the program it hears of Ctrl-C (SIGINT) while it runs: the first cancels
 * it, and when its clean-up is through the signal has its usual effect, exit code 130; the second ends the program at once. As
 * {@code asyncio.run}, which does so on the main thread alone, too.
 */
final class MainTask {
    private static final System.Logger LOG = System.getLogger("rapier.async");

    /** The exit code of a program that SIGINT ended. */
    private static final int INTERRUPTED = 130;

    /** The name of the thread that the JVM starts a program on. */
    private static final String MAIN_THREAD = "main";

    private MainTask() {}

    static <T extends @Nullable Object> T run(Coroutine<? extends T> main) {
        RootTask<T> task = RootTask.of(Thread.currentThread().getName(), main);
        if (Thread.currentThread().isVirtual()
                || !Thread.currentThread().getName().equals(MAIN_THREAD)) {
            return task.runHere();
        }
        AtomicInteger presses = new AtomicInteger();
        Object before = onInterrupt(() -> {
            if (presses.incrementAndGet() == 1) {
                task.cancel("interrupted by the user");
            } else {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
        try {
            return task.runHere();
        } finally {
            if (before != null) {
                restore(before);
            }
            if (presses.get() > 0) {
                Runtime.getRuntime().exit(INTERRUPTED);
            }
        }
    }

    /**
     * Lets an action take the place of the signal's handler, and returns that one; null where the JVM gives no signals. They are
     * not part of Java's API but of the module {@code jdk.unsupported}, which a program may lack; hence by reflection.
     */
    private static @Nullable Object onInterrupt(Runnable action) {
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handler = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                }
                return switch (method.getName()) {
                    case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "the handler of Async.run";
                    default -> null;
                };
            };
            return handle(
                    Proxy.newProxyInstance(MainTask.class.getClassLoader(), new Class<?>[] {handlerType}, handler));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Ctrl-C can't cancel the main task here", e);
            return null;
        }
    }

    private static void restore(Object handler) {
        try {
            handle(handler);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the handler of Ctrl-C could not be restored", e);
        }
    }

    private static Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Object signal = signalType.getConstructor(String.class).newInstance("INT");
        return signalType
                .getMethod("handle", signalType, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }
}
