package dev.rapier.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The one implementation of groups; every combinator is one. */
final class Group implements TaskGroup {
    private static final VarHandle TOGETHER;
    private static final VarHandle FOREGROUND;

    static {
        try {
            var lookup = MethodHandles.lookup();
            TOGETHER = lookup.findVarHandle(Group.class, "together", int.class);
            FOREGROUND = lookup.findVarHandle(Group.class, "foreground", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long LATE = TimeUnit.SECONDS.toNanos(30);

    /** How many tasks run on one thread at most, one inside the other. */
    private static final int DEEPEST = 16;

    private final Strand<?> owner;
    private final Thread ownerThread = Thread.currentThread();
    private final CancelScope scope;
    private final String what;
    private final boolean block;
    private final @Nullable BiConsumer<Task<?>, Throwable> onFailure;

    // The children are in the list of the scope. All that changes is under the scope's lock, unless it says otherwise.

    /** How many children the group waits for, and how many there are in all, but for those that were started together. */
    private int foreground;

    private int live;

    /** How many were started together, before any of them began, and how many of those have not ended; that without the lock. */
    private int startedTogether;

    @SuppressWarnings("unused") // by TOGETHER
    private volatile int together;

    /** The failure that the group throws, and those that came later. */
    private @Nullable Throwable first;

    private @Nullable List<Throwable> others;
    private boolean closed;

    /** Whether the owner waits for the end of the children. */
    private volatile boolean joining;

    /** Whether the group waited for a child that a cancel from further out ended. */
    private boolean cutShort;

    /** Whether a call of the body has thrown the failure already; owned by the owner. */
    private boolean thrownIntoBody;

    /** What a call of the body threw last before the group had a failure; owned by the owner. */
    private @Nullable Throwable thrownBefore;

    private Group(Strand<?> owner, String what, boolean block, @Nullable BiConsumer<Task<?>, Throwable> onFailure) {
        this.owner = owner;
        this.what = what;
        this.block = block;
        this.onFailure = onFailure;
        this.scope = new CancelScope(owner, owner.scope(), what, this);
    }

    static Group open(Strand<?> owner, String what, boolean block, @Nullable BiConsumer<Task<?>, Throwable> onFailure) {
        Group group = new Group(owner, what, block, onFailure);
        owner.enter(group.scope);
        return group;
    }

    /**
     * Runs the body in a group, in the lambda form.
     *
     * @param what how people see it, such as "a gather"
     */
    static <T extends @Nullable Object> T run(
            String what, Fn<? super Group, ? extends T> body, @Nullable BiConsumer<Task<?>, Throwable> onFailure) {
        Strand<?> owner = Strand.find();
        if (owner == null) {
            return RootTask.here(() -> run(what, body, onFailure));
        }
        Group group = open(owner, what, false, onFailure);
        T value = Failures.nothing();
        Throwable bodyFailure = null;
        try {
            value = body.apply(group);
            owner.endForgotten(group.scope, null);
        } catch (Throwable failure) { // every way out of the body must pass the end of the children
            owner.endForgotten(group.scope, failure);
            bodyFailure = failure;
            group.bodyFailed(failure);
        }
        group.joinAndLeave();
        Throwable first = group.failure();
        if (first != null) {
            noteThrown(first);
            throw Failures.sneaky(first);
        }
        if (bodyFailure == null) {
            group.throwIfCutShort();
            return value;
        }
        CancelReason outside = owner.scope().effective();
        if (outside != null) {
            throw owner.cancelled(outside);
        }
        throw new ChildCancelled(
                "the group was cancelled: " + group.scope.reason().orElse(""), bodyFailure);
    }

    CancelScope scope() {
        return scope;
    }

    /** Whether it is one of the block form. */
    boolean isBlock() {
        return block;
    }

    /** How many of those that were started together have ended. Under the lock of the scope. */
    int endedTogether() {
        return startedTogether - together;
    }

    /** Whether a child of it has not ended. */
    boolean holds(Strand<?> child) {
        return child.root.outer == scope && !child.isDone();
    }

    Strand<?> owner() {
        return owner;
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Coroutine<? extends T> coroutine) {
        return startChild(coroutine);
    }

    <T extends @Nullable Object> ChildTask<T> startChild(Coroutine<? extends T> coroutine) {
        ChildTask<T> child = admit(coroutine, false);
        begin(child);
        return child;
    }

    private void begin(ChildTask<?> child) {
        try {
            VirtualThreads.start(owner.scheduling, child);
        } catch (Throwable refused) { // for want of memory: the group must not wait for it
            child.endBeforeBegin("it could not be started: " + refused);
            throw refused;
        }
    }

    @Override
    public Task<Void> background(Action action) {
        return startBackground(action.coroutine());
    }

    @Override
    public Task<Void> background(String name, Action action) {
        return startBackground(action.coroutine().named(name));
    }

    private Task<Void> startBackground(Coroutine<Void> body) {
        ChildTask<Void> child = admit(body, true);
        begin(child);
        return child;
    }

    @Override
    public <T extends @Nullable Object> T startAndAwaitReady(Startable<T> work) {
        Startup<T> startup = new Startup<>(Objects.requireNonNull(work, "work"));
        return startup.await(startChild(startup::runChild));
    }

    @Override
    public <T extends @Nullable Object> T startAndAwaitReady(String name, Startable<T> work) {
        Startup<T> startup = new Startup<>(Objects.requireNonNull(work, "work"));
        return startup.await(startChild(new NamedCoroutine<>(name, startup::runChild)));
    }

    /** Starts a task on a thread of the pool. */
    <T extends @Nullable Object> Task<T> startOn(Executor executor, Coroutine<? extends T> body) {
        ChildTask<T> child = admit(body, false);
        VirtualThreads.execute(owner.scheduling, executor, child);
        return child;
    }

    /**
     * Starts all tasks of a group that has no others: they enter it in one step and leave it by counting themselves off. The last one
     * runs on the owner's own thread, to its end, since the owner would only wait; in debug mode, and below many that run so
     * already, on one of its own. Called by the owner.
     */
    List<Task<?>> startTogether(List<? extends Coroutine<?>> bodies) {
        boolean lastIsHere = !Debug.ON && !isDeep();
        var children = new ArrayList<Task<?>>(bodies.size());
        try {
            CancelReason why = scope.effective();
            if (why != null) {
                throw refused(why, owner);
            }
            var birth = new Strand.Birth(owner.scheduling, bodies.size());
            for (Coroutine<?> body : bodies) {
                boolean here = lastIsHere && children.size() == bodies.size() - 1;
                children.add(new ChildTask<>(this, body, false, here, true, owner.context, birth));
            }
        } catch (Throwable refused) { // then none of them will run
            bodies.forEach(WatchedCoroutine::forget);
            throw refused;
        }
        enterTogether(children);
        for (Task<?> task : children) {
            ChildTask<?> child = (ChildTask<?>) task;
            if (child.isDone()) {
                continue; // cancelled before it began, by a failure of one of the first
            }
            if (child.isInline()) {
                runHere(child);
            } else {
                begin(child);
            }
        }
        return children;
    }

    private void enterTogether(List<Task<?>> children) {
        scope.lock();
        try {
            startedTogether = children.size();
            TOGETHER.setOpaque(this, startedTogether);
            for (Task<?> child : children) {
                scope.link(((ChildTask<?>) child).root);
            }
        } finally {
            scope.unlock();
        }
    }

    private void runHere(ChildTask<?> child) {
        if (owner.scheduling != null) {
            owner.scheduling.yield(); // who of the children begins is drawn, as if it had a thread of its own
        }
        owner.waitsForSoon(this);
        try {
            owner.runOnOwnThread(child);
        } finally {
            owner.waitsForSoon(null);
        }
    }

    /** The stack of one thread must not grow with every task that starts another. */
    private boolean isDeep() {
        int depth = 0;
        for (Strand<?> lender = owner.lender(); lender != null; lender = lender.lender()) {
            depth++;
        }
        return depth >= DEEPEST;
    }

    private <T extends @Nullable Object> ChildTask<T> admit(Coroutine<? extends T> body, boolean background) {
        Objects.requireNonNull(body, "coroutine");
        Strand<?> caller = Strand.find();
        CancelReason why = scope.effective();
        if (why != null && !isClosed()) {
            WatchedCoroutine.forget(body);
            throw refused(why, caller);
        }
        ChildTask<T> child = new ChildTask<>(
                this,
                body,
                background,
                false,
                false,
                caller == null ? owner.context : caller.context,
                new Strand.Birth(owner.scheduling, 1));
        scope.lock();
        try {
            if (!closed) {
                live++;
                FOREGROUND.setOpaque(this, foreground + (background ? 0 : 1));
                scope.link(child.root);
                return child;
            }
        } finally {
            scope.unlock();
        }
        WatchedCoroutine.forget(body);
        throw new IllegalStateException(scope + " is closed: " + Caller.name() + " can't start a task in it any more");
    }

    /** What to throw to who wants to start a task in the group, which is cancelled. */
    private Error refused(CancelReason why, @Nullable Strand<?> caller) {
        if (caller != null && caller.scope().isWithin(scope)) {
            caller.throwIfCancelled();
            return new Cancellation(why.text);
        }
        throw new ChildCancelled(
                scope + " is cancelled (" + why.text + "): " + Caller.name() + " can't start a task in it",
                new Cancellation(why.text)); // the caller itself is not cancelled, and must not look so (rule R10)
    }

    void childEnded(ChildTask<?> child, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Failure<?>(Throwable failure)) {
            Throwable unhandled = onFailure == null ? failure : handle(onFailure, child, failure);
            if (unhandled != null && record(unhandled)) {
                scope.cancel(new CancelReason("a task of the group failed: " + unhandled, unhandled, this));
            }
        }
        boolean wakes;
        if (child.together) {
            if (outcome instanceof Outcome.Cancelled<?>) {
                scope.lock();
                try {
                    noteCancelled(child);
                } finally {
                    scope.unlock();
                }
            }
            wakes = (int) TOGETHER.getAndAdd(this, -1) == 1 && joining;
        } else {
            wakes = leave(child, outcome);
        }
        if (wakes) {
            Parking.unpark(owner, ownerThread);
        }
    }

    /** Takes a child out of the group; whether the owner waits and it was the last. */
    private boolean leave(ChildTask<?> child, Outcome<?> outcome) {
        scope.lock();
        try {
            if (outcome instanceof Outcome.Cancelled<?>) {
                noteCancelled(child);
            }
            scope.unlinkInner(child.root);
            live--;
            FOREGROUND.setOpaque(this, foreground - (child.background ? 0 : 1));
            return joining && foreground == 0;
        } finally {
            scope.unlock();
        }
    }

    /** Under the lock. */
    private void noteCancelled(ChildTask<?> child) {
        cutShort |= !child.background && scope.effective() != null && !scope.ownCancelled();
    }

    /** What the handler throws is a failure of the group: this returns it. */
    private static @Nullable Throwable handle(
            BiConsumer<Task<?>, Throwable> handler, ChildTask<?> child, Throwable failure) {
        try {
            handler.accept(child, failure);
            return null;
        } catch (Throwable thrown) { // whatever it is, the child must leave the group
            Failures.suppress(thrown, failure);
            return thrown;
        }
    }

    /** Keeps the failure; returns whether it is the first. */
    private boolean record(Throwable failure) {
        scope.lock();
        try {
            if (first == null) {
                first = failure;
                return true;
            }
            if (others == null) {
                others = new ArrayList<>(2);
            }
            others.add(failure);
            return false;
        } finally {
            scope.unlock();
        }
    }

    private void bodyFailed(Throwable failure) {
        if (scope.effective() != null && Failures.isEchoOfCancel(failure)) {
            return;
        }
        if (record(failure)) {
            scope.cancel(new CancelReason("the body of the group failed: " + failure, failure, this));
        }
    }

    /**
     * What a cancel of this group shows as in its body, for want of a place that catches it: the failure itself once, and then others
     * that have it as their cause, since who throws it out of a block and once more from its clean-up suppresses it on itself.
     *
     * @return null where it shows as a {@link Cancellation} there
     */
    @Nullable
    Throwable inBodyOf(Strand<?> strand, CancelReason why) {
        if (!block || strand != owner) {
            return null;
        }
        Throwable failure = why.failure;
        if (failure == null) {
            return new ChildCancelled(why.text, new Cancellation(why.text));
        }
        if (isThrownIntoBody()) {
            return new ChildCancelled(why.text, failure);
        }
        thrownIntoBody = true;
        return failure;
    }

    /** Notes that a call throws this in the running task: what the bodies around it have heard of is not thrown again where they close. */
    static void noteThrown(Throwable failure) {
        Strand<?> strand = Strand.find();
        if (strand == null) {
            return;
        }
        for (CancelScope s = strand.scope(); s != null && s.strand == strand; s = s.outer) {
            if (s.group != null && s.group.block && !s.group.isThrownIntoBody()) {
                s.group.thrownBefore = failure;
            }
        }
    }

    private boolean isThrownIntoBody() {
        if (!thrownIntoBody && thrownBefore != null) {
            scope.lock();
            try {
                thrownIntoBody = thrownBefore == first;
            } finally {
                scope.unlock();
            }
        }
        return thrownIntoBody;
    }

    /** Waits for the children that count, cancels those in the background, and leaves the scope. */
    private void joinAndLeave() {
        boolean othersLeft;
        while (true) {
            scope.lock();
            try {
                joining = true; // before the look: whoever is the last afterwards sees it
                if (isForegroundDone()) {
                    closed = true;
                    othersLeft = live > 0;
                    if (startedTogether > 0) {
                        scope.unlinkEnded();
                    }
                    break;
                }
            } finally {
                scope.unlock();
            }
            Parking.awaitEnd(this, this::isForegroundDone, new LateChildren());
        }
        if (othersLeft) {
            for (Task<?> task : tasks()) {
                task.cancel("the group has ended");
            }
            Parking.awaitEnd(this, () -> live() == 0, new LateChildren());
        }
        owner.exit(scope);
    }

    private boolean isForegroundDone() {
        return together == 0 && (int) FOREGROUND.getAcquire(this) == 0;
    }

    private int live() {
        scope.lock();
        try {
            return live + together;
        } finally {
            scope.unlock();
        }
    }

    /** Says it once when children go on for long after they were cancelled, and where they are. */
    private final class LateChildren implements Parking.Late {
        private long due = CancelScope.NEVER;
        private boolean reported;

        @Override
        public long nanosLeft(long now) {
            if (reported || !(scope.isCancelled() || isForegroundDone())) {
                return CancelScope.NEVER;
            }
            if (due == CancelScope.NEVER) {
                due = now + LATE;
            }
            return Math.max(0, due - now);
        }

        @Override
        public void report() {
            reported = true;
            for (Task<?> task : tasks()) {
                Warnings.report(owner, LateTask.text(task, scope.reason().orElse("the group has ended")));
            }
        }
    }

    /** The failure that the group throws, with all others; null without one. */
    private @Nullable Throwable failure() {
        Throwable failure;
        scope.lock();
        try {
            failure = first;
            if (failure == null) {
                return null;
            }
            if (others != null) {
                for (Throwable other : others) {
                    Failures.suppress(failure, other);
                }
                others = null;
            }
        } finally {
            scope.unlock();
        }
        return failure;
    }

    /** A group that was cancelled from further out has not done its work, unless its children ended well all the same (rule R14). */
    private void throwIfCutShort() {
        CancelReason outside = owner.scope().effective();
        scope.lock();
        try {
            if (outside == null || !cutShort) {
                return;
            }
        } finally {
            scope.unlock();
        }
        throw owner.cancelled(outside);
    }

    @Override
    public void cancel(String reason) {
        scope.cancel(new CancelReason(reason, null, this));
    }

    @Override
    public Collection<Task<?>> tasks() {
        return List.copyOf(scope.children());
    }

    @Override
    public void close() {
        if (Strand.find() != owner) {
            throw new IllegalStateException(
                    scope + " can't be closed by " + Caller.name() + ", only by the task that opened it");
        }
        if (isClosed()) {
            return;
        }
        IllegalStateException misnested = Misnesting.beforeClose(owner, scope);
        if (misnested != null) {
            Throwable failure = endForgotten();
            if (failure != null) {
                Failures.suppress(misnested, failure);
            }
            throw misnested;
        }
        joinAndLeave();
        Throwable failure = failure();
        if (failure != null && !isThrownIntoBody()) {
            noteThrown(failure);
            throw Failures.sneaky(failure);
        }
        throwIfCutShort();
    }

    private boolean isClosed() {
        scope.lock();
        try {
            return closed;
        } finally {
            scope.unlock();
        }
    }

    /** Cancels and closes a group that was left open; returns the failure that it would have thrown. */
    @Nullable
    Throwable endForgotten() {
        scope.cancel(new CancelReason("it was left open"));
        joinAndLeave();
        return failure();
    }

    /** What it waits for, for people. */
    @Override
    public String toString() {
        int number = live();
        return what + " of " + number + (number == 1 ? " task" : " tasks");
    }
}
