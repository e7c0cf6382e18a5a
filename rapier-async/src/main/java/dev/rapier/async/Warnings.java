package dev.rapier.async;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where it is said that a program did what it should not do. */
final class Warnings {
    private static final System.Logger LOG = System.getLogger("rapier.async");
    private static final List<Consumer<? super String>> LISTENERS = new CopyOnWriteArrayList<>();

    private Warnings() {}

    static void listen(Consumer<? super String> listener) {
        LISTENERS.add(listener);
    }

    static void forget(Consumer<? super String> listener) {
        LISTENERS.remove(listener);
    }

    /** Says it to the log and the listeners or, in a test kit's world, to the test. */
    static void report(@Nullable Strand<?> strand, String message) {
        Scheduling scheduling = strand == null ? null : strand.scheduling;
        if (scheduling == null) {
            LOG.log(System.Logger.Level.WARNING, message);
            tell(message);
        } else {
            scheduling.warn(message);
        }
    }

    /** Says it with the failure that came of it. */
    static void report(@Nullable Strand<?> strand, String message, Throwable failure) {
        Scheduling scheduling = strand == null ? null : strand.scheduling;
        if (scheduling == null) {
            LOG.log(System.Logger.Level.ERROR, message, failure);
            tell(message + ": " + failure);
        } else {
            scheduling.warn(message + ": " + failure);
        }
    }

    /** Says to the log alone what depends on how fast the machine is: no ground for a test to fail. */
    static void mention(String message) {
        LOG.log(System.Logger.Level.WARNING, message);
    }

    private static void tell(String message) {
        for (Consumer<? super String> listener : LISTENERS) {
            try {
                listener.accept(message);
            } catch (Throwable failure) { // it runs where a task ends, which must come to its end
                LOG.log(System.Logger.Level.ERROR, "a listener for warnings failed at: " + message, failure);
            }
        }
    }
}
