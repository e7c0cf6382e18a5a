package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A resource from a body that yields once: code before the yield acquires, code after it releases. */
record YieldedResource<T extends @Nullable Object>(Gen<T> body) implements Resource<T> {
    @Override
    public <R extends @Nullable Object> R use(Fn<? super T, ? extends R> consumer) {
        Objects.requireNonNull(consumer, "body");
        var once = new Once<T, R>(consumer);
        try {
            body.run(once);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        } finally {
            once.ended = true;
        }
        if (!once.yielded) {
            throw new IllegalStateException("the resource did not yield");
        }
        if (once.misuse != null) {
            throw once.misuse; // its body has caught what it was told
        }
        Throwable failure = once.failure;
        if (failure != null) {
            throw Failures.sneaky(failure); // swallowing it in the resource does not make a result
        }
        return once.result;
    }

    /** Owned by the thread that uses the resource. */
    private static final class Once<T extends @Nullable Object, R extends @Nullable Object> implements Yield<T> {
        private final Fn<? super T, ? extends R> consumer;
        private final Thread thread = Thread.currentThread();
        private final @Nullable Strand<?> strand = Strand.find();
        private boolean yielded;
        private boolean ended;
        private @Nullable IllegalStateException misuse;
        private @Nullable Throwable failure;
        private R result = Failures.nothing();

        Once(Fn<? super T, ? extends R> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void yield(T value) {
            if (Caller.isOther(strand, thread)) {
                throw new IllegalStateException("a resource that " + Caller.name(strand, thread) + " uses yields in "
                        + Caller.name() + "; it may on its own thread only, not from a task it started");
            }
            if (ended) {
                throw new IllegalStateException("the resource yields after its end, in " + Caller.name());
            }
            if (yielded) {
                var twice = new IllegalStateException("the resource yielded twice");
                misuse = twice;
                throw twice;
            }
            yielded = true;
            try {
                result = consumer.apply(value);
            } catch (Throwable thrown) { // goes through the resource's body, which may clean up or translate it
                failure = thrown;
                throw Failures.sneaky(thrown);
            }
        }
    }
}
