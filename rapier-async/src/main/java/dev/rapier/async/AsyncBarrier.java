package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A meeting point: tasks wait until a number of them has come, then all go on, and it is there for the next round. A task that
 * is cancelled while it waits leaves, and the others go on waiting. As {@code asyncio.Barrier}.
 */
public final class AsyncBarrier {
    private final String name;
    private final int parties;
    private final WaitLine<Arrival> line = new WaitLine<>();

    /** Under the monitor of the line. */
    private boolean broken;

    private static final class Arrival extends WaitLine.Place {
        /** Set before it is let go. */
        private int index;

        Arrival(WaitLine<Arrival> line) {
            super(line);
        }
    }

    /**
     * A barrier.
     *
     * @param parties how many must come, at least 1
     */
    public AsyncBarrier(int parties) {
        this(parties, "a barrier");
    }

    /** A barrier with a name for people. */
    public AsyncBarrier(String name, int parties) {
        this(parties, "barrier " + Objects.requireNonNull(name, "name"));
    }

    private AsyncBarrier(int parties, String name) {
        if (parties < 1) {
            throw new IllegalArgumentException("a barrier needs at least 1 party, not " + parties);
        }
        this.name = name;
        this.parties = parties;
    }

    /**
     * Waits until all have come; returns a different number from 0 to parties - 1 to each, 0 to the one that came first.
     *
     * @throws BarrierBrokenException if the barrier is or becomes broken, or is reset meanwhile
     * @throws Cancellation if the task is or becomes cancelled before the last has come
     */
    public int await() {
        Parking.throwIfCancelled(Strand.find());
        Arrival arrival;
        synchronized (line) {
            if (broken) {
                throw new BarrierBrokenException("the barrier was aborted");
            }
            if (line.size() == parties - 1) {
                letAllGo();
                return parties - 1;
            }
            arrival = new Arrival(line);
            line.add(arrival);
        }
        arrival.await(this);
        return arrival.index;
    }

    /** Under the monitor of the line. */
    private void letAllGo() {
        int index = 0;
        for (@Nullable Arrival first = line.first(); first != null; first = line.first()) {
            first.index = index++;
            line.giveFirst();
        }
    }

    /** Breaks it: those who wait and those who come get an exception, until it is {@link #reset}. */
    public void abort() {
        synchronized (line) {
            broken = true;
            line.refuseAll(() -> new BarrierBrokenException("the barrier was aborted"));
        }
    }

    /** Makes it as new; those who wait get an exception. */
    public void reset() {
        synchronized (line) {
            line.refuseAll(() -> new BarrierBrokenException("the barrier was reset"));
            broken = false;
        }
    }

    /** Whether it is broken. */
    public boolean isBroken() {
        synchronized (line) {
            return broken;
        }
    }

    /** How many must come. */
    public int parties() {
        return parties;
    }

    /** How many have come and wait. */
    public int waiting() {
        synchronized (line) {
            return line.size();
        }
    }

    /** The barrier and how many have come, for people. */
    @Override
    public String toString() {
        return name + " (" + waiting() + " of " + parties + " have come)";
    }
}
