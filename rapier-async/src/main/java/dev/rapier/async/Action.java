package dev.rapier.async;

/** A piece of work without a result; it may throw anything. */
@FunctionalInterface
public interface Action {
    /** Does the work. */
    void run() throws Exception;

    /** The same work as a coroutine whose result is null. */
    default Coroutine<Void> coroutine() {
        return () -> {
            run();
            return Failures.nothing();
        };
    }
}
