package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private static final VarHandle LOCKED;
    private static final VarHandle CLOSED;

    static {
        try {
            var lookup = MethodHandles.lookup();
            LOCKED = lookup.findVarHandle(CancelScope.class, "locked", boolean.class);
            CLOSED = lookup.findVarHandle(CancelScope.class, "closed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int SPINS = 100;

    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    /** The task whose stack this scope is on. */
    final Strand<?> strand;

    /** The scope around this one, in the same task or, for a task's outermost scope, in the task or group that started it. */
    final @Nullable CancelScope outer;

    /** What it has as a shield; null where it is none. */
    private final @Nullable Shield shield;

    /** Whether the task has left it. */
    private volatile boolean closed;

    /** Words for people; in debug mode a {@link Made}. */
    private final Object what;

    /** The group that ends with this scope, if there is one. */
    final @Nullable Group group;

    /** Own or inherited; written once, under the lock. */
    private volatile @Nullable CancelReason effective;

    /** This scope's own cancel, if it was the one that was cancelled; under this monitor. */
    private volatile @Nullable CancelReason own;

    /** Made with the scope where it is to have one, or later under this monitor. */
    private volatile @Nullable Deadline deadline;

    /**
     * The scopes inside this one, an intrusive list; under the lock. Those of tasks that were started together stay in it when they
     * have ended.
     */
    private @Nullable CancelScope firstInner;

    /** How many they are; under the lock. */
    private int innerCount;

    /** Whether somebody is at the list: see {@link #lock}. */
    @SuppressWarnings("unused") // by LOCKED
    private volatile boolean locked;

    /** Neighbours in the list of {@link #outer}; under its lock. */
    private @Nullable CancelScope next;

    private @Nullable CancelScope previous;

    CancelScope(Strand<?> strand, @Nullable CancelScope outer, String what) {
        this(strand, outer, what, null, null);
    }

    CancelScope(Strand<?> strand, @Nullable CancelScope outer, String what, Group group) {
        this(strand, outer, what, null, group);
    }

    CancelScope(Strand<?> strand, @Nullable CancelScope outer, String what, Shield shield) {
        this(strand, outer, what, shield, null);
    }

    private CancelScope(
            Strand<?> strand,
            @Nullable CancelScope outer,
            String what,
            @Nullable Shield shield,
            @Nullable Group group) {
        this.group = group;
        this.strand = strand;
        this.outer = outer;
        this.what = Debug.notesSites(strand.scheduling) ? new Made(what, Site.here()) : what;
        this.shield = shield;
        if (shield != null && shield.grace != NEVER) {
            deadline = new Deadline(this);
        }
    }

    /** Puts the scope into the tree, where cancels find it: only when it and its task are made in full. */
    void attach() {
        if (outer == null) {
            return;
        }
        CancelReason why;
        outer.lock();
        try {
            outer.link(this);
            why = outer.effective;
        } finally {
            outer.unlock();
        }
        if (why != null && shield != null) {
            startGrace(shield, why);
        }
        if (closed) {
            outer.unlink(this); // its task was cancelled, and so ended, before it was in the tree
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
        for (CancelScope s = this; s != null; s = s.shield != null ? null : s.outer) {
            nearest = Math.min(nearest, s.deadline());
        }
        return timeTo(nearest);
    }

    /**
     * Adds the newest of the scopes inside this one to a list, the newest last, and returns how many there are in all. For
     * snapshots; holds the lock for no longer than so many steps take, and one more for each that has ended and is still in the list.
     */
    int inside(int most, List<CancelScope> into) {
        int from = into.size();
        int all;
        lock();
        try {
            all = innerCount - (group == null ? 0 : group.endedTogether());
            CancelScope inner = firstInner;
            for (; inner != null && into.size() - from < most; inner = inner.next) {
                if (!inner.closed) {
                    into.add(inner);
                }
            }
            if (inner == null) {
                all = into.size() - from; // who is about to count itself off is none that is hidden
            }
        } finally {
            unlock();
        }
        Collections.reverse(into.subList(from, into.size()));
        return Math.max(all, into.size() - from);
    }

    /** Whether a scope of that task lies right inside this one. */
    boolean hasInnerOf(Strand<?> task) {
        lock();
        try {
            for (CancelScope inner = firstInner; inner != null; inner = inner.next) {
                if (inner.strand == task) {
                    return true;
                }
            }
            return false;
        } finally {
            unlock();
        }
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
        return timeTo(deadline());
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
                    removeFromTimer();
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
            removeFromTimer();
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

    @Nullable
    Shield shield() {
        return shield;
    }

    /** Called by the task before others know of the scope: it is going to have a deadline. */
    void prepareDeadline() {
        deadline = new Deadline(this);
    }

    /** Gives it its time, another one where it has one already. Under this monitor where no deadline was prepared. */
    void expireAt(long nanoTime, CancelReason reason) {
        Deadline own = deadline;
        if (own == null) {
            own = new Deadline(this);
            deadline = own;
        }
        own.reason = reason;
        Deadlines.set(own, nanoTime);
    }

    private long deadline() {
        Deadline own = deadline;
        return own == null ? NEVER : own.at;
    }

    /** Called by the task when it leaves the scope. */
    void close() {
        end();
        leave();
        removeFromTimer(); // when nobody outside can give it a grace time any more
    }

    /**
     * The first part of {@link #close}. An atomic change of something follows before the look at the deadline: who gives it one later
     * sees this and takes it back.
     */
    void end() {
        CLOSED.setRelease(this, true);
    }

    /** Takes it out of the scope around it. */
    void leave() {
        if (outer != null) {
            outer.unlink(this);
        }
    }

    void removeFromTimer() {
        Deadline own = deadline;
        if (own != null && own.at != NEVER) {
            Deadlines.remove(own);
        }
    }

    /** Marks first and looks for inner scopes afterwards, so that a scope that is being linked meanwhile can't be missed. */
    private void propagate(CancelReason reason) {
        var pending = new ArrayDeque<CancelScope>();
        pending.add(this);
        List<CancelScope> shields = new ArrayList<>(0);
        for (CancelScope scope = pending.poll(); scope != null; scope = pending.poll()) {
            scope.lock();
            try {
                if (scope.effective != null) {
                    continue;
                }
                scope.effective = reason;
                for (CancelScope inner = scope.firstInner; inner != null; inner = inner.next) {
                    if (inner.closed) {
                        continue; // and what ended well is not cancelled
                    }
                    if (inner.shield == null) {
                        pending.add(inner);
                    } else {
                        shields.add(inner);
                    }
                }
            } finally {
                scope.unlock();
            }
            scope.strand.deliver();
        }
        for (CancelScope scope : shields) {
            if (scope.shield != null) {
                scope.startGrace(scope.shield, reason);
            }
        }
    }

    private void startGrace(Shield own, CancelReason reason) {
        if (own.grace != NEVER) {
            expireAt(
                    Parking.nanoTime(strand) + own.grace,
                    new CancelReason(reason.text + "; the grace time for cleaning up is over"));
            if (closed) {
                removeFromTimer();
            }
        }
    }

    /** Puts a scope into the list of those inside this one, cancelled if this one is. Under the lock. */
    void link(CancelScope inner) {
        CancelReason why = effective;
        if (why != null && inner.shield == null) {
            inner.effective = why;
        }
        inner.next = firstInner;
        if (firstInner != null) {
            firstInner.previous = inner;
        }
        firstInner = inner;
        innerCount++;
    }

    /** Takes a scope out of that list. Under the lock. */
    void unlinkInner(CancelScope inner) {
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

    /** Forgets those that have ended and are still in the list: all that are in it. Under the lock. */
    void unlinkEnded() {
        firstInner = null;
        innerCount = 0;
    }

    private void unlink(CancelScope inner) {
        lock();
        try {
            unlinkInner(inner);
        } finally {
            unlock();
        }
    }

    /**
     * Takes the lock of the list. It is held for a few steps that never wait: by walks over the list for as many as it has, by all
     * others for a handful. A monitor that is met busy costs a virtual thread many times as much as these.
     */
    void lock() {
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

    void unlock() {
        LOCKED.setRelease(this, false);
    }

    /** The tasks of the group whose scope this is that have not ended, in the order of their start. */
    List<ChildTask<?>> children() {
        List<ChildTask<?>> children = new ArrayList<>();
        lock();
        try {
            for (CancelScope inner = firstInner; inner != null; inner = inner.next) {
                if (inner.strand instanceof ChildTask<?> child && inner == child.root && !child.isDone()) {
                    children.add(child);
                }
            }
        } finally {
            unlock();
        }
        Collections.reverse(children);
        return children;
    }

    @Override
    public String toString() {
        return what + " of task " + strand.name()
                + madeAt().map(site -> " (made at " + site + ")").orElse("");
    }
}
