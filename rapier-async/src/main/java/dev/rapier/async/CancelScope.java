package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
public final class CancelScope extends Expiring {
    private static final VarHandle CLOSED;

    static {
        try {
            CLOSED = MethodHandles.lookup().findVarHandle(CancelScope.class, "closed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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

    CancelScope(Strand<?> strand, CancelScope outer, String what) {
        this(strand, outer, words(strand, what), null, null);
    }

    CancelScope(Strand<?> strand, CancelScope outer, String what, Group group) {
        this(strand, outer, words(strand, what), null, group);
    }

    CancelScope(Strand<?> strand, CancelScope outer, String what, Shield shield) {
        this(strand, outer, words(strand, what), shield, null);
    }

    private CancelScope(
            Strand<?> strand,
            @Nullable CancelScope outer,
            Object what,
            @Nullable Shield shield,
            @Nullable Group group) {
        this.group = group;
        this.strand = strand;
        this.outer = outer;
        this.what = what;
        this.shield = shield;
        if (shield != null && shield.grace != NEVER) {
            prepareDeadline();
        }
    }

    private static Object words(Strand<?> strand, String what) {
        return Debug.notesSites(strand.scheduling) ? new Made(what, Site.here()) : what;
    }

    /** The outermost scope of a task. */
    static CancelScope outermost(Strand<?> strand, @Nullable CancelScope outer, @Nullable Site madeAt) {
        String what = "the outermost scope";
        return new CancelScope(strand, outer, madeAt == null ? what : new Made(what, madeAt), null, null);
    }

    /** Takes over the cancel of the scope around, whose cancels find this one from now on. Under the lock of that. */
    void inherit(CancelScope around) {
        effective = around.effective;
    }

    /** Puts the scope into the tree, where cancels find it: only when it and its task are made in full. */
    void attach() {
        if (outer == null) {
            return;
        }
        CancelReason why;
        outer.lock();
        try {
            why = outer.effective;
            if (why != null && shield == null) {
                effective = why;
            }
            outer.link(this);
        } finally {
            outer.unlock();
        }
        if (why != null && shield != null) {
            startGrace(shield, why);
        }
        if (closed) {
            leave(); // its task was cancelled, and so ended, before it was in the tree
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

    /** Cancels a task, whose outermost scope this is, alone; says so where it goes on for long. */
    void cancelTask(String reason) {
        if (cancel(reason)) {
            expectEnd();
        }
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

    /** Whether this scope lies inside another, or is that one. */
    boolean isWithin(CancelScope around) {
        CancelScope s = this;
        while (s != null && s != around) {
            s = s.outer;
        }
        return s != null;
    }

    /** What it is, in words. */
    String what() {
        return what.toString();
    }

    @Override
    CancelScope scope() {
        return this;
    }

    @Override
    boolean isClosed() {
        return closed;
    }

    @Override
    @Nullable
    CancelReason own() {
        return own;
    }

    /** Where it was made, in debug mode. */
    Optional<String> madeAt() {
        return what instanceof Made made ? Optional.ofNullable(made.site()).map(Site::toString) : Optional.empty();
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
            outer.lock();
            try {
                outer.unlink(this);
            } finally {
                outer.unlock();
            }
        }
    }

    /** Marks first and looks at what is inside afterwards, so that what is being linked meanwhile can't be missed. */
    private void propagate(CancelReason reason) {
        var pending = new ArrayDeque<CancelScope>();
        pending.add(this);
        List<CancelScope> shields = new ArrayList<>(0);
        for (CancelScope scope = pending.poll(); scope != null; scope = pending.poll()) {
            List<ChildTask<?>> scopeless = List.of();
            scope.lock();
            try {
                if (scope.effective != null) {
                    continue;
                }
                scope.effective = reason;
                for (CancelScope inner = scope.firstInner(); inner != null; inner = inner.nextInner()) {
                    if (inner.closed) {
                        continue; // and what ended well is not cancelled
                    }
                    if (inner.shield == null) {
                        pending.add(inner);
                    } else {
                        shields.add(inner);
                    }
                }
                if (scope.group != null) {
                    scopeless = scope.group.children().cancelled(pending);
                }
            } finally {
                scope.unlock();
            }
            scope.strand.deliver();
            scopeless.forEach(Delivery::deliver);
        }
        for (CancelScope scope : shields) {
            if (scope.shield != null) {
                scope.startGrace(scope.shield, reason);
            }
        }
    }

    private void startGrace(Shield own, CancelReason reason) {
        if (own.grace != NEVER) {
            expireAfter(own.grace, new CancelReason(reason.text + "; the grace time for cleaning up is over"));
        }
    }

    @Override
    public String toString() {
        return what + " of task " + strand.name()
                + madeAt().map(site -> " (made at " + site + ")").orElse("");
    }
}
