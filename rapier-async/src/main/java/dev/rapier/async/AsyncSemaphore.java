package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits. Who waits gets one in the order of coming; giving back more than were taken is an error, as in {@code
 * asyncio.BoundedSemaphore}. It does not know who has its permits; {@link CapacityLimiter} does.
 *
 * <pre>{@code
 * AsyncSemaphore three = new AsyncSemaphore(3);
 * map(urls, url -> three.withPermit(() -> fetch(url)));        // at most three at a time
 * }</pre>
 */
public final class AsyncSemaphore {
    private final int permits;
    private final String name;
    private final WaitLine<WaitLine.Place> line = new WaitLine<>();

    /** Permits that are free; under the monitor of the line. While it is above 0 nobody waits. */
    private int free;

    /**
     * A semaphore.
     *
     * @param permits at least 1
     */
    public AsyncSemaphore(int permits) {
        this("a semaphore", permits);
    }

    /** A semaphore with a name for people. */
    public AsyncSemaphore(String name, int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("a semaphore needs at least 1 permit, not " + permits);
        }
        this.name = Objects.requireNonNull(name, "name");
        this.permits = permits;
        this.free = permits;
    }

    /**
     * Takes a permit, waiting for one.
     *
     * @throws Cancellation if the task is or becomes cancelled; it has no permit then
     */
    public void acquire() {
        Parking.throwIfCancelled(Strand.find());
        WaitLine.@Nullable Place place = null;
        synchronized (line) {
            if (free > 0) {
                free--;
            } else {
                place = new WaitLine.Place(line);
                line.add(place);
            }
        }
        if (place != null) {
            place.await(this);
        }
    }

    /** Takes a permit if one is free; returns whether it did. */
    public boolean tryAcquire() {
        synchronized (line) {
            if (free == 0) {
                return false;
            }
            free--;
            return true;
        }
    }

    /**
     * Gives a permit back; who waits first has it then. Any task may call it.
     *
     * @throws IllegalStateException if no permit is out
     */
    public void release() {
        synchronized (line) {
            if (free == permits) {
                throw new IllegalStateException(
                        name + " was given back more permits than were taken; it has " + permits);
            }
            if (line.giveFirst() == null) {
                free++;
            }
        }
    }

    /** Runs the body with a permit. */
    public <T extends @Nullable Object> T withPermit(Coroutine<? extends T> body) {
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

    /** {@link #withPermit(Coroutine)} for work without a result. */
    public void withPermit(Action body) {
        withPermit(body.coroutine());
    }

    /** Permits that are free. */
    public int available() {
        synchronized (line) {
            return free;
        }
    }

    /** How many wait. */
    public int waiting() {
        synchronized (line) {
            return line.size();
        }
    }

    /** The semaphore and how much of it is free, for people. */
    @Override
    public String toString() {
        return name + " (" + available() + " of " + permits + " free)";
    }
}
