package dev.rapier.async;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a primitive, in the order of their coming. Under the primitive's monitor, but for the state of a place,
 * which its own thread looks at.
 */
final class WaitLine<P extends WaitLine.Place> {
    /** One who waits. As small as it can be, since there may be a million. */
    static class Place extends Waiter implements Parking.Grant {
        private static final Object GIVEN = new Object();

        private final WaitLine<?> line;
        private @Nullable Place next;
        private @Nullable Place previous;

        /** How the wait has ended: {@link #GIVEN}, or the exception that is why it ended without what was waited for. */
        private volatile @Nullable Object end;

        Place(WaitLine<?> line) {
            this.line = line;
        }

        @Override
        public final boolean isGiven() {
            return end != null;
        }

        @Override
        public final boolean withdraw() {
            synchronized (line.monitor) {
                if (isGiven()) {
                    return false;
                }
                line.remove(this);
                return true;
            }
        }

        /** Waits until it is given. */
        final void await(Object what) {
            Parking.awaitGrant(what, this);
            throwIfRefused();
        }

        /** Waits until it is given, whatever happens. */
        final void awaitUncancelled(Object what) {
            Parking.awaitEnd(what, this::isGiven, Parking.Late.NEVER);
            throwIfRefused();
        }

        private void throwIfRefused() {
            if (end instanceof RuntimeException refusal) {
                throw refusal;
            }
        }
    }

    private final Object monitor;
    private @Nullable Place first;
    private @Nullable Place last;
    private int size;

    /** A line whose monitor is the line itself. */
    WaitLine() {
        this.monitor = this;
    }

    WaitLine(Object monitor) {
        this.monitor = monitor;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(P place) {
        Place entry = place;
        entry.previous = last;
        if (last == null) {
            first = entry;
        } else {
            last.next = entry;
        }
        last = entry;
        size++;
    }

    /** Takes the first out, gives it what it waits for and wakes it; null when nobody waits. */
    @SuppressWarnings("unchecked") // only add puts places in
    @Nullable
    P giveFirst() {
        Place place = first;
        if (place != null) {
            end(place, Place.GIVEN);
        }
        return (P) place;
    }

    private void end(Place place, Object how) {
        remove(place);
        place.end = how;
        place.wake();
    }

    /** Who is first. */
    @SuppressWarnings("unchecked") // only add puts places in
    @Nullable
    P first() {
        return (P) first;
    }

    /** Ends the wait of all with an exception each. */
    void refuseAll(Supplier<? extends RuntimeException> why) {
        for (Place place = first; place != null; place = first) {
            end(place, why.get());
        }
    }

    private void remove(Place place) {
        if (place.previous == null) {
            first = place.next;
        } else {
            place.previous.next = place.next;
        }
        if (place.next == null) {
            last = place.previous;
        } else {
            place.next.previous = place.previous;
        }
        place.next = null;
        place.previous = null;
        size--;
    }
}
