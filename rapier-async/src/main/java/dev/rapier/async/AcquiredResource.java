package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A resource from an acquire and a release function. */
record AcquiredResource<T extends @Nullable Object>(Coroutine<? extends T> acquire, Resource.Release<? super T> release)
        implements Resource<T> {
    @Override
    public <R extends @Nullable Object> R use(Fn<? super T, ? extends R> body) {
        Objects.requireNonNull(body, "body");
        T resource;
        R result;
        try {
            resource = acquire.run();
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
        try {
            result = body.apply(resource);
        } catch (Throwable failure) { // the release must run, and its own failure must not hide this one
            try {
                Async.shield(GRACE, () -> release.release(resource));
            } catch (Throwable second) { // kept on the first
                Failures.suppress(failure, second);
            }
            throw Failures.sneaky(failure);
        }
        Async.shield(GRACE, () -> release.release(resource));
        return result;
    }
}
