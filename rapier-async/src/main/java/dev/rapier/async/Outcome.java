package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a task ended. */
public sealed interface Outcome<T extends @Nullable Object> {
    /** It returned a value. */
    record Success<T extends @Nullable Object>(T value) implements Outcome<T> {
        @Override
        public T get() {
            return value;
        }
    }

    /** It threw. */
    record Failure<T extends @Nullable Object>(Throwable error) implements Outcome<T> {
        /** The error must not be null. */
        public Failure {
            Objects.requireNonNull(error, "error");
        }

        @Override
        public T get() {
            Group.noteThrown(error);
            throw Failures.sneaky(error);
        }
    }

    /** It was cancelled, perhaps before its body began. */
    record Cancelled<T extends @Nullable Object>(Cancellation why) implements Outcome<T> {
        /** The reason must not be null. */
        public Cancelled {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public T get() {
            throw new ChildCancelled("the task was cancelled: " + why.reason(), why);
        }
    }

    /**
     * The value; throws what the task threw, unwrapped.
     *
     * @throws ChildCancelled if the task was cancelled
     */
    T get();
}
