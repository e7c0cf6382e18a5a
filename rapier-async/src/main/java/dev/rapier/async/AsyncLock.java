package dev.rapier.async;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock between tasks. It belongs to the task that took it, which may take it again; it goes over to those who wait in the
 * order of their coming. A wait for it is a cancel point; giving it back never blocks.
 *
 * <pre>{@code
 * final AsyncLock lock = new AsyncLock("inventory");
 *
 * lock.withLock(() -> { stock = load(); store(stock - 1); });
 * }</pre>
 *
 * <p>Beside {@code ReentrantLock} it knows who waits for whom: a circle of waits and a lock whose owner has ended are errors at
 * once. As {@code asyncio.Lock}, but reentrant, since Java's locks are.
 */
public final class AsyncLock {
    private final @Nullable String name;
    private final WaitLine<LockPlace> line = new WaitLine<>(this);
    private final Runnable ownerEnded = this::ownerEnded;

    /** The owner: its task or, outside any task, its thread. All fields are under this monitor; the owner is read without. */
    private volatile @Nullable Object owner;

    private int holds;

    /** Whether we listen for the end of the owner's task. */
    private boolean listening;

    /** A task that waits, and how often it will have taken the lock. */
    private static final class LockPlace extends WaitLine.Place {
        private final Object taker;
        private final int holds;

        LockPlace(AsyncLock lock, Object taker, int holds) {
            super(lock.line);
            this.taker = taker;
            this.holds = holds;
        }
    }

    /** A lock that is free. */
    public AsyncLock() {
        this.name = null;
    }

    /** A lock that is free, with a name for people. */
    public AsyncLock(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Takes the lock, waiting for it where another task has it.
     *
     * @throws Cancellation if the task is or becomes cancelled; it does not have the lock then
     * @throws IllegalStateException if the lock's owner has ended without giving it back, or waits for this task itself
     */
    public void lock() {
        Strand<?> strand = Strand.find();
        Parking.throwIfCancelled(strand);
        Object me = taker(strand);
        if (strand != null && owner == Thread.currentThread()) {
            throw new IllegalStateException("waiting for " + this + ": the task " + strand.name()
                    + " runs on that very thread, which can't give it back meanwhile; take it inside the task");
        }
        LockPlace place = takeOrQueue(me, 1);
        if (place != null) {
            if (strand != null) {
                strand.waitsFor(
                        this); // before the look for circles, so that of two who close one at the same time one sees it
                try {
                    AwaitCircles.refuse(strand, this);
                } catch (IllegalStateException circle) {
                    strand.goesOn();
                    if (place.withdraw()) {
                        throw circle;
                    }
                }
            }
            place.await(this);
        }
    }

    /** Takes the lock if that needs no waiting; returns whether it did. */
    public boolean tryLock() {
        Object me = taker(Strand.find());
        synchronized (this) {
            return take(me, 1);
        }
    }

    /** Runs the body with the lock. */
    public <T extends @Nullable Object> T withLock(Coroutine<? extends T> body) {
        Objects.requireNonNull(body, "body");
        lock();
        try {
            return body.run();
        } catch (Exception e) {
            throw Failures.sneaky(e);
        } finally {
            unlock();
        }
    }

    /** {@link #withLock(Coroutine)} for work without a result. */
    public void withLock(Action body) {
        withLock(body.coroutine());
    }

    /** Takes the lock until the result is closed, for try-with-resources. */
    public Hold hold() {
        lock();
        return this::unlock;
    }

    /** A lock that is held. */
    @FunctionalInterface
    public interface Hold extends AutoCloseable {
        /** Gives the lock back. */
        @Override
        void close();
    }

    /**
     * Gives the lock back; who waits first has it then.
     *
     * @throws IllegalStateException if another task has it, or nobody
     */
    public void unlock() {
        Object me = taker(Strand.find());
        synchronized (this) {
            checkOwner(me);
            if (--holds == 0) {
                passOn();
            }
        }
    }

    /** Whether a task has it. */
    public boolean isLocked() {
        return owner != null;
    }

    /** The task that has it, if one has. */
    public Optional<Task<?>> owner() {
        return Optional.ofNullable(ownerTask());
    }

    /** How many wait for it. */
    public synchronized int waiting() {
        return line.size();
    }

    // --- for conditions

    /** Gives back every hold of the caller and says how many there were. */
    int release() {
        Object me = taker(Strand.find());
        synchronized (this) {
            checkOwner(me);
            int released = holds;
            holds = 0;
            passOn();
            return released;
        }
    }

    /** Takes the lock again, whatever happens. */
    void retake(int count) {
        LockPlace place = takeOrQueue(taker(Strand.find()), count);
        if (place != null) {
            place.awaitUncancelled(this);
        }
    }

    void checkOwner() {
        Object me = taker(Strand.find());
        synchronized (this) {
            checkOwner(me);
        }
    }

    // ---

    @Nullable
    Strand<?> ownerTask() {
        return owner instanceof Strand<?> task ? task : null;
    }

    private static Object taker(@Nullable Strand<?> strand) {
        return strand == null ? Thread.currentThread() : strand;
    }

    private synchronized @Nullable LockPlace takeOrQueue(Object me, int count) {
        if (take(me, count)) {
            return null;
        }
        LockPlace place = new LockPlace(this, me, count);
        line.add(place); // first: a task that has ended calls its listener at once, which then finds the place
        if (!listening && owner instanceof Strand<?> task) {
            listening = true;
            task.onEnd(ownerEnded);
        } else if (owner instanceof Strand<?> task && task.isDone()) {
            ownerEnded();
        }
        return place;
    }

    /** Under this monitor. */
    private boolean take(Object me, int count) {
        if (owner == null) {
            owner = me;
            holds = count;
            return true;
        }
        if (owner == me) {
            holds = Math.addExact(holds, count);
            return true;
        }
        return false;
    }

    private void checkOwner(Object me) {
        if (owner != me) {
            throw new IllegalStateException(
                    owner == null ? this + " is not locked" : this + " can't be used by " + name(me));
        }
    }

    /** Under this monitor. */
    private void passOn() {
        if (listening && owner instanceof Strand<?> task) {
            task.forget(ownerEnded);
        }
        listening = false;
        LockPlace next = line.first();
        if (next == null) {
            owner = null;
            return;
        }
        owner = next.taker;
        holds = next.holds;
        line.giveFirst();
        if (!line.isEmpty() && next.taker instanceof Strand<?> task) {
            listening = true;
            task.onEnd(ownerEnded);
        }
    }

    private synchronized void ownerEnded() {
        if (owner instanceof Strand<?> task && task.isDone()) {
            line.refuseAll(this::abandoned);
        }
    }

    private IllegalStateException abandoned() {
        return new IllegalStateException(this + ", which has ended without giving it back; unlock in a finally block");
    }

    private static String name(Object taker) {
        return taker instanceof Strand<?> task ? "task " + task.name() : "thread " + ((Thread) taker).getName();
    }

    /** The lock and who holds it. */
    @Override
    public String toString() {
        Object holder = owner;
        return (name == null ? "a lock" : "lock " + name) + (holder == null ? "" : " held by " + name(holder));
    }
}
