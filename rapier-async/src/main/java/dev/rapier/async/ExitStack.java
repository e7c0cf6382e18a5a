package dev.rapier.async;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Resources that are released together, in the reverse order of their coming, however many there are: Python's {@code
 * AsyncExitStack}. Each release runs shielded from cancels, for at most {@link Resource#GRACE} after one.
 *
 * <pre>{@code
 * try (var stack = ExitStack.open()) {
 *     var connections = new ArrayList<Connection>();
 *     for (var url : urls) {
 *         connections.add(stack.enter(connection(url)));          // if the third fails the first two are released
 *     }
 *     stack.defer(() -> log("all done"));
 * }
 * }</pre>
 *
 * <p>Owned by the thread that opened it.
 */
public final class ExitStack implements AutoCloseable {
    private final Deque<Action> exits = new ArrayDeque<>();
    private final Thread thread = Thread.currentThread();
    private final @Nullable Strand<?> strand = Strand.find();
    private boolean closed;

    private ExitStack() {}

    /** An empty stack. */
    public static ExitStack open() {
        return new ExitStack();
    }

    /**
     * Acquires a resource, to be released with the stack. One made by {@link Resource#from} runs in a task of its own between its
     * acquisition and its release, and goes on behind its {@code yield} in both cases, good and bad: a stack does not know how
     * its block ended.
     *
     * @throws IllegalStateException if the stack is closed
     */
    public <T extends @Nullable Object> T enter(Resource<T> resource) {
        Objects.requireNonNull(resource, "resource");
        checkOpen();
        return resource instanceof AcquiredResource<T> acquired ? enterAcquired(acquired) : enterSuspended(resource);
    }

    private <T extends @Nullable Object> T enterAcquired(AcquiredResource<T> resource) {
        T value = resource.acquire().<T>map(acquired -> acquired).await();
        exits.push(() -> resource.release().release(value));
        return value;
    }

    private <T extends @Nullable Object> T enterSuspended(Resource<T> resource) {
        Iteration<T> suspended = AsyncGenerator.<T>of(out -> resource.use(value -> {
                    out.yield(value);
                    return true;
                }))
                .open();
        Iterator<T> values = suspended.iterator();
        T value;
        try {
            value = values.next();
        } catch (NoSuchElementException e) {
            throw new IllegalStateException("the resource did not yield", e);
        } catch (Throwable failure) { // of the acquisition
            suspended.close();
            throw failure;
        }
        exits.push(() -> {
            try (suspended) {
                if (values.hasNext()) {
                    throw new IllegalStateException("the resource yielded twice");
                }
            }
        });
        return value;
    }

    /** Takes over what is open already, to be closed with the stack. */
    public <T extends AutoCloseable> T enter(T closeable) {
        Objects.requireNonNull(closeable, "closeable");
        checkOpen();
        exits.push(closeable::close);
        return closeable;
    }

    /** Runs an action when the stack is closed. */
    public void defer(Action action) {
        Objects.requireNonNull(action, "action");
        checkOpen();
        exits.push(action);
    }

    /** Moves everything to a new stack, which the caller closes some other time; this one is empty then. Python's {@code pop_all}. */
    public ExitStack moveAll() {
        checkOpen();
        ExitStack other = new ExitStack();
        other.exits.addAll(exits);
        exits.clear();
        return other;
    }

    private void checkOpen() {
        checkOwner();
        if (closed) {
            throw new IllegalStateException("the exit stack is closed; " + Caller.name() + " can't use it any more");
        }
    }

    private void checkOwner() {
        if (Caller.isOther(strand, thread)) {
            throw new IllegalStateException("an exit stack that " + Caller.name(strand, thread) + " opened is used by "
                    + Caller.name() + "; let each task have its own");
        }
    }

    /** Releases everything, the last first. The first failure is thrown, with those that came after it suppressed. Idempotent; only for the thread that opened it. */
    @Override
    public void close() {
        checkOwner();
        closed = true;
        Throwable first = null;
        for (Action exit = exits.poll(); exit != null; exit = exits.poll()) {
            try {
                Async.shield(Resource.GRACE, exit);
            } catch (Throwable failure) { // the others must be released all the same
                if (first == null) {
                    first = failure;
                } else {
                    Failures.suppress(first, failure);
                }
            }
        }
        if (first != null) {
            throw Failures.sneaky(first);
        }
    }
}
