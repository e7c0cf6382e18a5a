package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The children of a group: a list through themselves, and how many of them it waits for. All is under the lock of the group's scope but the
 * countdown of those that were started together, who stay in the list until the group ends. Once it is closed, which needs
 * that nobody is waited for, nobody enters.
 */
final class Children {
    private static final VarHandle TOGETHER;
    private static final VarHandle FOREGROUND;

    static {
        try {
            var lookup = MethodHandles.lookup();
            TOGETHER = lookup.findVarHandle(Children.class, "together", int.class);
            FOREGROUND = lookup.findVarHandle(Children.class, "foreground", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CancelScope scope;

    /** The newest. */
    private @Nullable ChildTask<?> first;

    /** How many the group waits for, and how many there are in all, but for those that were started together. */
    private int foreground;

    private int live;

    /** How many were started together, before any of them began, and how many of those have not ended; that without the lock. */
    private int startedTogether;

    @SuppressWarnings("unused") // by TOGETHER
    private volatile int together;

    private boolean closed;

    /** Whether the owner waits for the end of the children. */
    private volatile boolean joining;

    /** Whether a cancel from further out than the group ended one that it waited for. */
    private boolean cutShort;

    Children(CancelScope scope) {
        this.scope = scope;
    }

    /** Lets a child in; false where the group is closed. */
    boolean enter(ChildTask<?> child) {
        scope.lock();
        try {
            if (closed) {
                return false;
            }
            live++;
            FOREGROUND.setOpaque(this, foreground + (child.background ? 0 : 1));
            link(child);
            return true;
        } finally {
            scope.unlock();
        }
    }

    /** Lets all in that the group is ever going to have. */
    void enterTogether(List<Task<?>> all) {
        scope.lock();
        try {
            startedTogether = all.size();
            TOGETHER.setOpaque(this, startedTogether);
            for (Task<?> child : all) {
                link((ChildTask<?>) child);
            }
        } finally {
            scope.unlock();
        }
    }

    /** Lets one out that has ended; whether the owner waits and nobody is left to be waited for. */
    boolean leave(ChildTask<?> child, Outcome<?> outcome) {
        if (startedTogether > 0) {
            if (outcome instanceof Outcome.Cancelled<?>) {
                noteCancelled(child);
            }
            return (int) TOGETHER.getAndAdd(this, -1) == 1 && joining;
        }
        scope.lock();
        try {
            cutShort |= outcome instanceof Outcome.Cancelled<?> && isCutShort(child);
            unlink(child);
            live--;
            FOREGROUND.setOpaque(this, foreground - (child.background ? 0 : 1));
            return joining && foreground == 0;
        } finally {
            scope.unlock();
        }
    }

    /** Notes that a child, or what is done about its failure, was cancelled. */
    void noteCancelled(ChildTask<?> child) {
        scope.lock();
        try {
            cutShort |= isCutShort(child);
        } finally {
            scope.unlock();
        }
    }

    private boolean isCutShort(ChildTask<?> child) {
        return !child.background && scope.effective() != null && !scope.ownCancelled();
    }

    /** Closes it if nobody is left to be waited for; otherwise the last of those is going to wake the owner. */
    boolean close() {
        scope.lock();
        try {
            joining = true; // before the look: whoever is the last afterwards sees it
            if (isForegroundDone()) {
                closed = true;
                if (startedTogether > 0) {
                    first = null; // they have ended
                }
                return true;
            }
            return false;
        } finally {
            scope.unlock();
        }
    }

    boolean isClosed() {
        scope.lock();
        try {
            return closed;
        } finally {
            scope.unlock();
        }
    }

    boolean wasCutShort() {
        scope.lock();
        try {
            return cutShort;
        } finally {
            scope.unlock();
        }
    }

    /** Whether nobody is left to be waited for. Without the lock. */
    boolean isForegroundDone() {
        return together == 0 && (int) FOREGROUND.getAcquire(this) == 0;
    }

    /** How many have not ended. */
    int live() {
        scope.lock();
        try {
            return live + together;
        } finally {
            scope.unlock();
        }
    }

    /** Those that have not ended, in the order of their start. */
    List<ChildTask<?>> running() {
        List<ChildTask<?>> running = new ArrayList<>();
        newest(Integer.MAX_VALUE, running);
        return running;
    }

    /**
     * Adds the newest that have not ended to a list, the newest last, and returns how many there are in all. Holds the lock for no longer
     * than so many steps take, and one more for each that has ended and is still in the list.
     */
    int newest(int most, List<? super ChildTask<?>> into) {
        int from = into.size();
        int all;
        scope.lock();
        try {
            all = live + together;
            ChildTask<?> child = first;
            for (; child != null && into.size() - from < most; child = child.next) {
                if (!child.isDone()) {
                    into.add(child);
                }
            }
            if (child == null) {
                all = into.size() - from; // who is about to leave is none that is hidden
            }
        } finally {
            scope.unlock();
        }
        Collections.reverse(into.subList(from, into.size()));
        return Math.max(all, into.size() - from);
    }

    /** Called where the group is being cancelled: adds the scopes of the children, and returns those that have none. Under the lock. */
    List<ChildTask<?>> cancelled(Collection<CancelScope> scopes) {
        List<ChildTask<?>> scopeless = new ArrayList<>();
        for (ChildTask<?> child = first; child != null; child = child.next) {
            CancelScope own = child.outermostOrNull();
            if (child.isDone()) {
                continue; // what ended well is not cancelled
            }
            if (own == null) {
                scopeless.add(child);
            } else {
                scopes.add(own);
            }
        }
        return scopeless;
    }

    private void link(ChildTask<?> child) {
        child.next = first;
        if (first != null) {
            first.previous = child;
        }
        first = child;
    }

    private void unlink(ChildTask<?> child) {
        if (child.previous != null) {
            child.previous.next = child.next;
        } else {
            first = child.next;
        }
        if (child.next != null) {
            child.next.previous = child.previous;
        }
        child.next = null;
        child.previous = null;
    }
}
