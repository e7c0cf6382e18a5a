package dev.rapier.web;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM and SIGINT. The first one asks for a graceful stop, the second one ends the process at once. The JDK has no other
 * way to end with exit code 0 after SIGTERM than {@code sun.misc.Signal}, which is reached by reflection since the compiler
 * warns of it.
 */
final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Runnable onFirst;

    private StopSignal(Runnable onFirst) {
        this.onFirst = onFirst;
    }

    /** Listens from now on. The action runs on the JVM's signal thread and must not block. */
    static StopSignal install(Runnable onFirst) {
        var signal = new StopSignal(onFirst);
        signal.listen("TERM", 128 + 15);
        signal.listen("INT", 128 + 2);
        return signal;
    }

    private void listen(String name, int exitCode) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            received(exitCode);
                            return null;
                        }
                        return objectMethod(proxy, method.getName(), arguments);
                    });
            type.getMethod("handle", type, handlerType)
                    .invoke(null, type.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException e) {
            System.getLogger("rapier.web")
                    .log(
                            System.Logger.Level.WARNING,
                            "SIG" + name + " can't be caught (-Xrs?); it will end the process without a graceful stop",
                            e);
        }
    }

    private static Object objectMethod(Object proxy, String name, Object[] arguments) {
        return switch (name) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "StopSignal";
        };
    }

    private void received(int exitCode) {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(exitCode);
        }
        asked.countDown();
        onFirst.run();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    void await() throws InterruptedException {
        asked.await();
    }
}
