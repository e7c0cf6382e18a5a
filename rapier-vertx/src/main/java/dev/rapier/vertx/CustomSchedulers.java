package dev.rapier.vertx;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The JDK's way to make virtual threads with a scheduler of one's own: a package-private constructor in JDK 25. It can be
 * used where {@code java.base/java.lang} is open to us: {@value #FLAG}, or {@code Add-Opens: java.base/java.lang} in the
 * manifest of an executable jar.
 */
final class CustomSchedulers {
    static final String FLAG = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private final Constructor<?> builder;
    private final Executor carriers;

    private CustomSchedulers(Constructor<?> builder, Executor carriers) {
        this.builder = builder;
        this.carriers = carriers;
    }

    /** Empty where the JDK does not let us. */
    static Optional<CustomSchedulers> find() {
        try {
            Constructor<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            builder.setAccessible(true);
            Field scheduler = Class.forName("java.lang.VirtualThread").getDeclaredField("DEFAULT_SCHEDULER");
            scheduler.setAccessible(true);
            if (scheduler.get(null) instanceof Executor carriers) {
                return Optional.of(new CustomSchedulers(builder, carriers));
            }
            return Optional.empty();
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }

    /** The scheduler that the JDK's own virtual threads have. */
    Executor carriers() {
        return carriers;
    }

    /** A builder of virtual threads whose slices the scheduler runs. */
    Thread.Builder builder(Executor scheduler) {
        try {
            return (Thread.Builder) builder.newInstance(scheduler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The JDK makes no virtual threads with a scheduler of our own", e);
        }
    }
}
