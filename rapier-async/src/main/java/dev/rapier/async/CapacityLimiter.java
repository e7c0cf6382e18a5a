package dev.rapier.async;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how many tasks are somewhere at a time: a semaphore that knows its borrowers. A task that borrows twice would wait
 * for itself in the end, and is refused; so is one that gives back what it has not. The total can change at any time. As trio's
 * {@code CapacityLimiter}.
 */
public final class CapacityLimiter {
    private final String name;
    private final WaitLine<Borrowing> line = new WaitLine<>();
    private final Set<Object> borrowers = new HashSet<>();

    /** This and all fields above are under the monitor of the line. */
    private int total;

    private static final class Borrowing extends WaitLine.Place {
        private final Object borrower;

        Borrowing(WaitLine<Borrowing> line, Object borrower) {
            super(line);
            this.borrower = borrower;
        }
    }

    /**
     * A limiter.
     *
     * @param total how many may borrow at a time, at least 0; at 0 all wait
     */
    public CapacityLimiter(int total) {
        this("a capacity limiter", total);
    }

    /** A limiter with a name for people. */
    public CapacityLimiter(String name, int total) {
        this.name = Objects.requireNonNull(name, "name");
        this.total = checked(total);
    }

    private static int checked(int total) {
        if (total < 0) {
            throw new IllegalArgumentException("the total must not be negative: " + total);
        }
        return total;
    }

    /**
     * Borrows a place for the calling task, waiting for one.
     *
     * @throws IllegalStateException if the task has one already
     * @throws Cancellation if the task is or becomes cancelled; it has no place then
     */
    public void acquire() {
        Strand<?> strand = Strand.find();
        Parking.throwIfCancelled(strand);
        Object borrower = borrower(strand);
        Borrowing place = null;
        synchronized (line) {
            if (!borrow(borrower)) {
                place = new Borrowing(line, borrower);
                line.add(place);
            }
        }
        if (place != null) {
            place.await(this);
        }
    }

    /**
     * Borrows a place for the calling task if one is free; returns whether it did.
     *
     * @throws IllegalStateException if the task has one already
     */
    public boolean tryAcquire() {
        Object borrower = borrower(Strand.find());
        synchronized (line) {
            return borrow(borrower);
        }
    }

    /** Under the monitor of the line. */
    private boolean borrow(Object borrower) {
        if (borrowers.contains(borrower)) {
            throw new IllegalStateException(
                    Caller.name() + " has a place of " + name + " already and would wait for itself");
        }
        return borrowers.size() < total && borrowers.add(borrower);
    }

    /**
     * Gives the calling task's place back.
     *
     * @throws IllegalStateException if it has none
     */
    public void release() {
        Object borrower = borrower(Strand.find());
        synchronized (line) {
            if (!borrowers.remove(borrower)) {
                throw new IllegalStateException(
                        Caller.name() + " gives back a place of " + name + " that it does not have");
            }
            letIn();
        }
    }

    /** Runs the body in a place. */
    public <T extends @Nullable Object> T withPlace(Coroutine<? extends T> body) {
        Objects.requireNonNull(body, "body");
        acquire();
        try {
            return body.run();
        } catch (Exception e) {
            throw Failures.sneaky(e);
        } finally {
            release();
        }
    }

    /** {@link #withPlace(Coroutine)} for work without a result. */
    public void withPlace(Action body) {
        withPlace(body.coroutine());
    }

    /** Changes the total; a smaller one takes effect as places are given back. */
    public void total(int newTotal) {
        checked(newTotal);
        synchronized (line) {
            total = newTotal;
            letIn();
        }
    }

    /** How many may borrow at a time. */
    public int total() {
        synchronized (line) {
            return total;
        }
    }

    /** How many have borrowed. */
    public int borrowed() {
        synchronized (line) {
            return borrowers.size();
        }
    }

    /** How many wait. */
    public int waiting() {
        synchronized (line) {
            return line.size();
        }
    }

    /** Under the monitor of the line. */
    private void letIn() {
        for (Borrowing next = line.first(); next != null && borrowers.size() < total; next = line.first()) {
            borrowers.add(next.borrower);
            line.giveFirst();
        }
    }

    private static Object borrower(@Nullable Strand<?> strand) {
        return strand == null ? Thread.currentThread() : strand;
    }

    /** The limiter and how much of it is borrowed, for people. */
    @Override
    public String toString() {
        return name + " (" + borrowed() + " of " + total() + " borrowed)";
    }
}
