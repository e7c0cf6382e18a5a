package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scopes right inside a scope: a list through themselves, and its lock. The children of a group, which is inside its scope, are under
 * this lock, too. It is never held by one who waits for another.
 */
abstract sealed class InnerScopes permits Expiring {
    private static final VarHandle LOCKED;

    static {
        try {
            LOCKED = MethodHandles.lookup().findVarHandle(InnerScopes.class, "locked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int SPINS = 100;

    /** The newest; under the lock. */
    private @Nullable CancelScope first;

    /** How many they are; under the lock. */
    private int count;

    /** Whether somebody is at the list. */
    @SuppressWarnings("unused") // by LOCKED
    private volatile boolean locked;

    /** Neighbours in the list that this one is in; under the lock of that. */
    private @Nullable CancelScope next;

    private @Nullable CancelScope previous;

    /**
     * Takes the lock of the list. It is held for a few steps that never wait: by walks over the list for as many as it has, by all
     * others for a handful. A monitor that is met busy costs a virtual thread many times as much as these.
     */
    final void lock() {
        while (!LOCKED.compareAndSet(this, false, true)) {
            awaitUnlocked();
        }
    }

    private void awaitUnlocked() {
        for (int spins = 0; locked; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield(); // its holder may wait for this core
            }
        }
    }

    /** Gives it back, also where the stack is at its end: who could call {@link #lock} can call this, and what this calls may fail. */
    final void unlock() {
        try {
            LOCKED.setRelease(this, false);
        } catch (StackOverflowError overflow) {
            locked = false;
            throw overflow;
        }
    }

    /** The newest scope inside this one. Under the lock. */
    final @Nullable CancelScope firstInner() {
        return first;
    }

    /** The one that is older. Under the lock of the scope that both are in. */
    final @Nullable CancelScope nextInner() {
        return next;
    }

    /** Puts a scope into the list of those inside this one. Under the lock. */
    final void link(CancelScope inner) {
        InnerScopes entry = inner;
        CancelScope second = first;
        entry.next = second;
        if (second != null) {
            ((InnerScopes) second).previous = inner;
        }
        first = inner;
        count++;
    }

    /** Takes a scope out of that list. Under the lock. */
    final void unlink(CancelScope inner) {
        InnerScopes entry = inner;
        CancelScope before = entry.previous;
        CancelScope after = entry.next;
        if (before != null) {
            ((InnerScopes) before).next = after;
        } else if (first == inner) {
            first = after;
        } else {
            return; // it never was in the list
        }
        count--;
        if (after != null) {
            ((InnerScopes) after).previous = before;
        }
        entry.next = null;
        entry.previous = null;
    }

    /**
     * Adds the newest to a list, the newest last, and returns how many there are in all. For snapshots; holds the lock for no longer than
     * so many steps take.
     */
    final int inside(int most, List<CancelScope> into) {
        int from = into.size();
        int all;
        lock();
        try {
            all = count;
            CancelScope inner = first;
            while (inner != null && into.size() - from < most) {
                into.add(inner);
                inner = ((InnerScopes) inner).next;
            }
        } finally {
            unlock();
        }
        Collections.reverse(into.subList(from, into.size()));
        return all;
    }

    /** Whether a scope of that task lies right inside this one. */
    final boolean hasInnerOf(Strand<?> task) {
        lock();
        try {
            for (CancelScope inner = first; inner != null; inner = inner.nextInner()) {
                if (inner.strand == task) {
                    return true;
                }
            }
            return false;
        } finally {
            unlock();
        }
    }
}
