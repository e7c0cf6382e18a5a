package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What people see of a task: its name, what it waits for and who waits for it. Any thread may look. */
abstract sealed class Appearance<T extends @Nullable Object> extends Delivery<T> permits Strand {
    private static final VarHandle WAITS_FOR;

    static {
        try {
            WAITS_FOR = MethodHandles.lookup().findVarHandle(Appearance.class, "waitsFor", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number;

    /** When it was made, in nanoseconds of its world. */
    private final long made;

    /** What one of Rapier's calls waits for in this task; a task, a group, a primitive or a text. Written by the task. */
    private volatile @Nullable Object waitsFor;

    /** What is given to tasks that are made together: one look at the clock, and numbers in a row. */
    static final class Birth {
        private final long nanoTime;
        private long next;

        Birth(@Nullable Scheduling scheduling, int tasks) {
            this.nanoTime = Parking.nanoTime(scheduling);
            this.next = NUMBERS.getAndAdd(tasks) + 1;
        }
    }

    /** A task that has no scope of its own yet. */
    Appearance(@Nullable Scheduling scheduling, CancelScope around, Birth birth) {
        super(scheduling, around);
        this.number = birth.next++;
        this.made = birth.nanoTime;
    }

    /** A task in no group. */
    Appearance(@Nullable Scheduling scheduling, @Nullable CancelScope around, @Nullable Site madeAt, Birth birth) {
        super(scheduling, around, madeAt);
        this.number = birth.next++;
        this.made = birth.nanoTime;
    }

    /** Notes what this task waits for; it then looks whether it is cancelled. Called by the task, which calls {@link #goesOn} at the end. */
    final void waitsFor(Object what) {
        waitsFor = what;
    }

    /** The same for those who look at others only, or null when it goes on: what is written here may be seen a moment later than what is read next was. */
    @Override
    final void waitsForSoon(@Nullable Object what) {
        WAITS_FOR.setRelease(this, what);
    }

    /** Notes that this task goes on. Called by the task. */
    final void goesOn() {
        waitsFor = null; // before the look for a cancel that only woke the wait
        settleAfterWait();
    }

    /** A task whose thread is lent is not in the wait itself, but is told nothing either. */
    @Override
    final boolean isWaiting() {
        return waitsFor != null;
    }

    final @Nullable Object waitsFor() {
        return waitsFor;
    }

    final long number() {
        return number;
    }

    /** Nanoseconds since it was made. */
    final long age() {
        return Math.max(0, Parking.nanoTime(scheduling) - made);
    }

    /** The name that it was given, if any. */
    abstract @Nullable String givenName();

    /** The task that started this one and outlives it. It takes over the coroutines that this one made, returned and did not await. */
    final @Nullable Strand<?> parentStrand() {
        CancelScope around = around();
        return around == null ? null : around.strand;
    }

    @Override
    public final String name() {
        String given = givenName();
        return given == null ? "task-" + number : given;
    }

    @Override
    public final TaskState state() {
        if (isDone()) {
            return TaskState.DONE;
        }
        Thread running = thread();
        if (running == null) {
            return isDone() ? TaskState.DONE : TaskState.CREATED;
        }
        if (waitsFor != null) {
            return TaskState.WAITING;
        }
        return switch (running.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> TaskState.BLOCKED;
            case NEW, RUNNABLE, TERMINATED -> TaskState.RUNNING;
        };
    }

    @Override
    public final Optional<Task<?>> parent() {
        return Optional.ofNullable(parentStrand());
    }

    @Override
    public final List<Task<?>> awaitedBy() {
        List<Task<?>> awaiting = new ArrayList<>();
        Strand<?> parent = parentStrand();
        if (parent != null && !isDone() && parent.waitsFor() instanceof Group group && group.holds(strand())) {
            awaiting.add(parent);
        }
        for (Runnable listener : listeners()) {
            Strand<?> strand = listener instanceof Waiter waiter ? waiter.strand() : null;
            if (strand != null && !awaiting.contains(strand)) {
                awaiting.add(strand);
            }
        }
        return List.copyOf(awaiting);
    }

    @Override
    public final Optional<String> waitingFor() {
        Object what = waitsFor;
        return what == null || isDone() ? Optional.empty() : Optional.of(what.toString());
    }

    @Override
    public final Optional<String> cancelReason() {
        Outcome<T> end = outcomeOrNull();
        if (end instanceof Outcome.Cancelled<T>(Cancellation why)) {
            return Optional.of(why.reason());
        }
        CancelScope own = outermostOrNull();
        if (own != null) {
            return own.reason();
        }
        CancelReason why = end == null ? effectiveOutermost() : null; // what came after the end was not for this task
        return why == null ? Optional.empty() : Optional.of(why.text);
    }

    @Override
    public final List<StackTraceElement> stack() {
        Thread running = isDone() ? null : thread();
        return running == null ? List.of() : List.of(running.getStackTrace());
    }

    /** Where it was made, in debug mode. */
    @Override
    final @Nullable Site madeAt() {
        Extras own = extrasOrNull();
        return own == null ? null : own.madeAt;
    }

    /** The same as words behind a name; empty where it is not known. */
    final String madeAtInBrackets() {
        Site site = madeAt();
        return site == null ? "" : " (made at " + site + ")";
    }

    @Override
    public final String toString() {
        Outcome<T> end = outcomeOrNull();
        return "Task[" + name() + ", " + (end == null ? state().toString().toLowerCase(Locale.ROOT) : end) + "]";
    }
}
