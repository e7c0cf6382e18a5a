package dev.rapier.async;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A flag that tasks can wait for. As {@code asyncio.Event}. */
public final class AsyncEvent {
    private final Object name;
    private final WaitLine<WaitLine.Place> line = new WaitLine<>();

    /** Written under the monitor of the line. */
    private volatile boolean set;

    /** An event that has not happened. */
    public AsyncEvent() {
        this((Object) "an event");
    }

    /** An event that has not happened, with a name for people. */
    public AsyncEvent(String name) {
        this((Object) ("event " + Objects.requireNonNull(name, "name")));
    }

    private AsyncEvent(Object name) {
        this.name = name;
    }

    /**
     * An event that has not happened and that people see as this, in the tree of tasks: "waiting for a connection of the database".
     * For libraries whose own waits stand on an event. {@code toString} of it is called when somebody looks.
     */
    public static AsyncEvent shownAs(Object what) {
        return new AsyncEvent(Objects.requireNonNull(what, "what"));
    }

    /** Says that it has happened: wakes all who wait, and nobody waits from now on. A second call does nothing. */
    public void set() {
        synchronized (line) {
            set = true;
            while (!line.isEmpty()) {
                line.giveFirst();
            }
        }
    }

    /** Makes it wait for the next {@link #set}. Those that were woken by the last one have been woken. */
    public void clear() {
        synchronized (line) {
            set = false;
        }
    }

    /** Whether it has happened. */
    public boolean isSet() {
        return set;
    }

    /**
     * Waits until it has happened.
     *
     * @throws Cancellation if the task is or becomes cancelled before
     */
    public void await() {
        Parking.throwIfCancelled(Strand.find());
        WaitLine.@Nullable Place place = queue();
        if (place != null) {
            place.await(this);
        }
    }

    private WaitLine.@Nullable Place queue() {
        if (set) {
            return null;
        }
        synchronized (line) {
            if (set) {
                return null;
            }
            WaitLine.Place place = new WaitLine.Place(line);
            line.add(place);
            return place;
        }
    }

    /** The event, for people. */
    @Override
    public String toString() {
        return name.toString();
    }
}
