package dev.rapier.async;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a primitive, in the order of their coming. Under the primitive's monitor, but for the state of a place,
 * which its own thread looks at.
 */
final class WaitLine<P extends WaitLine.Place> {
    /** One who waits. */
    static class Place extends Waiter implements Parking.Grant {
        private final Object monitor;
        private @Nullable WaitLine<?> line;
        private @Nullable Place next;
        private @Nullable Place previous;
        private volatile boolean given;

        /** Why the wait ended without what was waited for; written before {@link #given}. */
        private @Nullable RuntimeException refusal;

        Place(Object monitor) {
            this.monitor = monitor;
        }

        @Override
        public final boolean isGiven() {
            return given;
        }

        @Override
        public final boolean withdraw() {
            synchronized (monitor) {
                if (given) {
                    return false;
                }
                if (line != null) {
                    line.remove(this);
                }
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
            if (refusal != null) {
                throw refusal;
            }
        }
    }

    private @Nullable Place first;
    private @Nullable Place last;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(P place) {
        Place entry = place;
        entry.line = this;
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
            remove(place);
            place.given = true;
            place.wake();
        }
        return (P) place;
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
            place.refusal = why.get();
            giveFirst();
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
        place.line = null;
        size--;
    }
}
