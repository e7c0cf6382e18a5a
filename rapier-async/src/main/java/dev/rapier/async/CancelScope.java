package dev.rapier.async;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a task that can be cancelled as one. Scopes form a tree across tasks: a cancelled scope cancels every scope
 * inside it, down to a shield. The flag is the truth and stays up (level); an interrupt is only its wake-up call.
 *
 * <pre>{@code
 * var found = scoped(scope -> {
 *     app.onEvent("stop", () -> scope.cancel("stopped by the user"));
 *     return search();
 * });                                            // empty if it was stopped
 * }</pre>
 */
public final class CancelScope {
    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    /** The task whose stack this scope is on. */
    final Strand<?> strand;

    /** The scope around this one, in the same task or, for a task's outermost scope, in the task or group that started it. */
    final @Nullable CancelScope outer;

    private final boolean shield;

    /** Whether the task has left it. */
    private volatile boolean closed;

    /** Nanoseconds that a shield goes on for once the scope around it is cancelled; {@link #NEVER} without a limit. */
    private final long grace;

    /** Words for people; in debug mode a {@link Made}. */
    private final Object what;

    /** The group of the block form that ends with this scope, if there is one. */
    final @Nullable Group block;

    /** Own or inherited; written once, under this monitor. */
    private volatile @Nullable CancelReason effective;

    /** This scope's own cancel, if it was the one that was cancelled; under this monitor. */
    private volatile @Nullable CancelReason own;

    /** Nano time, or {@link #NEVER}; written under the lock of {@link Deadlines}. */
    private volatile long deadline = NEVER;

    /** Why the deadline cancels; written before the deadline. */
    private volatile @Nullable CancelReason deadlineReason;

    /** The entry in the timer; owned by {@link Deadlines}. */
    int timerIndex = -1;

    /** The scopes inside this one, an intrusive list; under this monitor. */
    private @Nullable CancelScope firstInner;

    /** How many they are; under this monitor. */
    private int innerCount;

    /** Neighbours in the list of {@link #outer}; under the monitor of {@link #outer}. */
    private @Nullable CancelScope next;

    private @Nullable CancelScope previous;

    /** What the task had been told before this shield was entered; owned by the task. */
    @Nullable
    CancelReason deliveredBefore;

    boolean interruptBefore;

    CancelScope(Strand<?> strand, @Nullable CancelScope outer, String what) {
        this(strand, outer, what, false, NEVER, null);
    }

    CancelScope(Strand<?> strand, @Nullable CancelScope outer, String what, @Nullable Group block) {
        this(strand, outer, what, false, NEVER, block);
    }

    CancelScope(Strand<?> strand, @Nullable CancelScope outer, String what, boolean shield, long grace) {
        this(strand, outer, what, shield, grace, null);
    }

    private CancelScope(
            Strand<?> strand,
            @Nullable CancelScope outer,
            String what,
            boolean shield,
            long grace,
            @Nullable Group block) {
        this.block = block;
        this.strand = strand;
        this.outer = outer;
        this.what = Debug.notesSites(strand.scheduling) ? new Made(what, Site.here()) : what;
        this.shield = shield;
        this.grace = grace;
    }

    /** Puts the scope into the tree, where cancels find it: only when it and its task are made in full. */
    void attach() {
        if (outer != null) {
            outer.link(this);
            if (closed) {
                outer.unlink(this); // its task was cancelled, and so ended, before it was in the tree
            }
        }
    }

    /**
     * The innermost scope of the running task.
     *
     * @throws IllegalStateException outside any task
     */
    public static CancelScope current() {
        return Strand.current().scope();
    }

    /**
     * Cancels this scope and everything inside it. Never blocks; any thread may call it. Returns false where the scope was
     * cancelled already, then the first reason stays, and where it has ended.
     */
    public boolean cancel(String reason) {
        CancelReason why = new CancelReason(reason);
        return !closed && cancel(why);
    }

    boolean cancel(CancelReason reason) {
        synchronized (this) {
            if (own != null) {
                return false;
            }
            own = reason;
        }
        propagate(reason);
        return true;
    }

    /** Whether this scope or one around it (up to a shield) is cancelled. */
    public boolean isCancelled() {
        return effective != null;
    }

    /** Why, if it is cancelled. */
    public Optional<String> reason() {
        CancelReason why = effective;
        return why == null ? Optional.empty() : Optional.of(why.text);
    }

    /** The time that is left until the nearest deadline of this scope and those around it, up to a shield; empty without one. */
    public Optional<Duration> remaining() {
        long nearest = NEVER;
        for (CancelScope s = this; s != null; s = s.shield ? null : s.outer) {
            nearest = Math.min(nearest, s.deadline);
        }
        return timeTo(nearest);
    }

    /**
     * Adds the newest of the scopes inside this one to a list, the newest last, and returns how many there are in all. For
     * snapshots; holds the monitor for no longer than so many steps take.
     */
    synchronized int inside(int most, List<CancelScope> into) {
        int from = into.size();
        for (CancelScope inner = firstInner; inner != null && into.size() - from < most; inner = inner.next) {
            into.add(inner);
        }
        Collections.reverse(into.subList(from, into.size()));
        return innerCount;
    }

    /** Whether a scope of that task lies right inside this one. */
    synchronized boolean hasInnerOf(Strand<?> task) {
        for (CancelScope inner = firstInner; inner != null; inner = inner.next) {
            if (inner.strand == task) {
                return true;
            }
        }
        return false;
    }

    /** Whether this scope lies inside another, or is that one. */
    boolean isWithin(CancelScope around) {
        CancelScope s = this;
        while (s != null && s != around) {
            s = s.outer;
        }
        return s != null;
    }

    /** The time that is left until the deadline of this very scope. */
    Optional<Duration> ownRemaining() {
        return timeTo(deadline);
    }

    private Optional<Duration> timeTo(long nanoTime) {
        return nanoTime == NEVER
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, nanoTime - Parking.nanoTime(strand))));
    }

    /** What it is, in words. */
    String what() {
        return what.toString();
    }

    /** Where it was made, in debug mode. */
    Optional<String> madeAt() {
        return what instanceof Made made ? Optional.ofNullable(made.site()).map(Site::toString) : Optional.empty();
    }

    /**
     * Gives the scope another deadline, sooner or later than the one it has, or one where it has none. In a {@link Async#timeout}
     * this moves the timeout: {@code CancelScope.current()} is its scope there. asyncio's {@code Timeout.reschedule}.
     *
     * @param fromNow how long from now; zero cancels at once
     * @throws IllegalArgumentException if it is negative or longer than 146 years
     * @throws IllegalStateException if the scope has been cancelled or has ended
     */
    public void reschedule(Duration fromNow) {
        long nanos = Durations.nanos(fromNow, "fromNow");
        synchronized (this) {
            throwIfOver();
            if (nanos > 0) {
                expireAt(Parking.nanoTime(strand) + nanos, new CancelReason("deadline passed"));
                if (closed) {
                    Deadlines.remove(this);
                }
                return;
            }
        }
        cancel(new CancelReason("deadline passed"));
    }

    /**
     * Takes the deadline away; those of the scopes around it stay.
     *
     * @throws IllegalStateException if the scope has been cancelled or has ended
     */
    public void removeDeadline() {
        synchronized (this) {
            throwIfOver();
            if (deadline != NEVER) {
                Deadlines.remove(this);
                deadline = NEVER;
            }
        }
    }

    private void throwIfOver() {
        CancelReason why = own;
        if (why != null || closed) {
            throw new IllegalStateException("the deadline of " + this + " can't be moved: it "
                    + (why == null ? "has ended" : "was cancelled, " + why.text));
        }
    }

    @Nullable
    CancelReason effective() {
        return effective;
    }

    /** Whether this very scope was cancelled, by whatever name, rather than one around it. */
    boolean ownCancelled() {
        return own != null;
    }

    boolean isShield() {
        return shield;
    }

    void expireAt(long nanoTime, CancelReason reason) {
        deadlineReason = reason;
        Deadlines.set(this, nanoTime);
    }

    long deadline() {
        return deadline;
    }

    /** Called by the timer, which orders its scopes by this. */
    void deadline(long nanoTime) {
        deadline = nanoTime;
    }

    /** Called by the timer. */
    void expire() {
        CancelReason why = deadlineReason;
        cancel(why == null ? new CancelReason("deadline passed") : why);
    }

    /** Called by the task when it leaves the scope. */
    void close() {
        closed = true; // before the look at the deadline: who gives it one later takes it back
        if (outer != null) {
            outer.unlink(this);
        }
        if (deadline != NEVER) { // when nobody outside can give it a grace time any more
            Deadlines.remove(this);
        }
    }

    /** Marks first and looks for inner scopes afterwards, so that a scope that is being linked meanwhile can't be missed. */
    private void propagate(CancelReason reason) {
        var pending = new ArrayDeque<CancelScope>();
        pending.add(this);
        for (CancelScope scope = pending.poll(); scope != null; scope = pending.poll()) {
            synchronized (scope) {
                if (scope.effective != null) {
                    continue;
                }
                scope.effective = reason;
                for (CancelScope inner = scope.firstInner; inner != null; inner = inner.next) {
                    if (!inner.shield) {
                        pending.add(inner);
                    } else if (inner.grace != NEVER) {
                        inner.startGrace(reason);
                    }
                }
            }
            scope.strand.deliver();
        }
    }

    private void startGrace(CancelReason reason) {
        expireAt(
                Parking.nanoTime(strand) + grace,
                new CancelReason(reason.text + "; the grace time for cleaning up is over"));
    }

    private void link(CancelScope inner) {
        CancelReason why;
        synchronized (this) {
            why = effective;
            if (why != null && !inner.shield) {
                inner.effective = why;
            }
            inner.next = firstInner;
            if (firstInner != null) {
                firstInner.previous = inner;
            }
            firstInner = inner;
            innerCount++;
        }
        if (why != null && inner.shield && inner.grace != NEVER) {
            inner.startGrace(why);
        }
    }

    private synchronized void unlink(CancelScope inner) {
        if (inner.previous != null) {
            inner.previous.next = inner.next;
        } else if (firstInner == inner) {
            firstInner = inner.next;
        } else {
            return; // it never was in the list
        }
        innerCount--;
        if (inner.next != null) {
            inner.next.previous = inner.previous;
        }
        inner.next = null;
        inner.previous = null;
    }

    @Override
    public String toString() {
        return what + " of task " + strand.name()
                + madeAt().map(site -> " (made at " + site + ")").orElse("");
    }
}
