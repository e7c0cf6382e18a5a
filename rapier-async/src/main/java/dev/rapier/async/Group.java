package dev.rapier.async;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The one implementation of groups; every combinator is one. */
final class Group implements TaskGroup {
    private final Strand<?> owner;
    private final Thread ownerThread = Thread.currentThread();
    private final CancelScope scope;
    private final String what;
    private final boolean block;
    private final @Nullable BiConsumer<Task<?>, Throwable> onFailure;

    private final Children children;

    /** Null while there are none. Written under the lock of the scope. */
    private volatile @Nullable GroupFailures failures;

    private Group(Strand<?> owner, String what, boolean block, @Nullable BiConsumer<Task<?>, Throwable> onFailure) {
        this.owner = owner;
        this.what = what;
        this.block = block;
        this.onFailure = onFailure;
        this.scope = new CancelScope(owner, owner.scope(), what, this);
        this.children = new Children(scope);
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
        CancelReason outside = owner.effective();
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

    Children children() {
        return children;
    }

    /** Whether a child of it has not ended. */
    boolean holds(Strand<?> child) {
        return child.around() == scope && !child.isDone();
    }

    Strand<?> owner() {
        return owner;
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Coroutine<? extends T> coroutine) {
        return startChild(coroutine);
    }

    @Override
    public Task<Void> start(Action action) {
        return startBody(Objects.requireNonNull(action, "action"), false);
    }

    <T extends @Nullable Object> ChildTask<T> startChild(Coroutine<? extends T> coroutine) {
        return startBody(coroutine, false);
    }

    /** Starts a coroutine whose result is of the type, or an action. */
    private <T extends @Nullable Object> ChildTask<T> startBody(Object body, boolean background) {
        ChildTask<T> child = admit(body, background);
        begin(child);
        return child;
    }

    /** Gives a child that is in the group its thread. */
    void begin(ChildTask<?> child) {
        try {
            VirtualThreads.start(owner.scheduling, child);
        } catch (Throwable refused) { // for want of memory: the group must not wait for it
            child.endBeforeBegin("it could not be started: " + refused);
            throw refused;
        }
    }

    @Override
    public Task<Void> background(Action action) {
        return startBody(Objects.requireNonNull(action, "action"), true);
    }

    @Override
    public Task<Void> background(String name, Action action) {
        return startBody(action.coroutine().named(name), true);
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

    /** Called by the owner, before it starts something. */
    void throwIfCancelled() {
        CancelReason why = scope.effective();
        if (why != null) {
            throw refused(why, owner);
        }
    }

    private <T extends @Nullable Object> ChildTask<T> admit(Object body, boolean background) {
        Objects.requireNonNull(body, "coroutine");
        Strand<?> caller = Strand.find();
        CancelReason why = scope.effective();
        if (why != null && !children.isClosed()) {
            WatchedCoroutine.forget(body);
            throw refused(why, caller);
        }
        ChildTask<T> child = new ChildTask<>(
                this,
                body,
                background,
                false,
                caller == null ? owner.context : caller.context,
                new Appearance.Birth(owner.scheduling, 1));
        if (children.enter(child)) {
            return child;
        }
        WatchedCoroutine.forget(body);
        throw new IllegalStateException(scope + " is closed: " + Caller.name() + " can't start a task in it any more");
    }

    /** What to throw to who wants to start a task in the group, which is cancelled. */
    private Error refused(CancelReason why, @Nullable Strand<?> caller) {
        if (caller != null && caller.innermost().isWithin(scope)) {
            caller.throwIfCancelled();
            return new Cancellation(why.text);
        }
        throw new ChildCancelled(
                scope + " is cancelled (" + why.text + "): " + Caller.name() + " can't start a task in it",
                new Cancellation(why.text)); // the caller itself is not cancelled, and must not look so (rule R10)
    }

    /**
     * Called by a child's thread before the child ends with a failure, which a supervised group gives to its handler. That is work
     * of the group: it may block, and what cancels the group cancels it.
     */
    void childFails(ChildTask<?> child, Throwable failure) {
        if (onFailure == null) {
            return;
        }
        CancelScope own = child.standOutside();
        try {
            onFailure.accept(child, failure);
        } catch (Throwable thrown) { // whatever it is, the child must leave the group
            if (!Failures.isEchoOfCancel(thrown)) {
                Failures.suppress(thrown, failure);
                fail(thrown);
            } else if (scope.effective() != null) {
                children.noteCancelled(child);
            } else { // the child alone was cancelled: nobody has handled its failure
                Failures.suppress(failure, thrown);
                fail(failure);
            }
        } finally {
            child.standInside(own);
        }
    }

    void childEnded(ChildTask<?> child, Outcome<?> outcome) {
        if (onFailure == null && outcome instanceof Outcome.Failure<?>(Throwable failure)) {
            fail(failure);
        }
        if (children.leave(child, outcome)) {
            Parking.unpark(owner, ownerThread);
        }
    }

    private void fail(Throwable failure) {
        if (record(failure)) {
            scope.cancel(new CancelReason("a task of the group failed: " + failure, failure, this));
        }
    }

    /** Keeps the failure; returns whether it is the first. */
    private boolean record(Throwable failure) {
        return failures().add(failure);
    }

    private GroupFailures failures() {
        scope.lock();
        try {
            GroupFailures known = failures;
            if (known == null) {
                known = new GroupFailures();
                failures = known;
            }
            return known;
        } finally {
            scope.unlock();
        }
    }

    private @Nullable Throwable failure() {
        GroupFailures known = failures;
        return known == null ? null : known.first();
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
     * What a cancel of this group shows as in its body, for want of a place that catches it.
     *
     * @return null where it shows as a {@link Cancellation} there
     */
    @Nullable
    Throwable inBodyOf(Strand<?> strand, CancelReason why) {
        if (!block || strand != owner) {
            return null;
        }
        Throwable failure = why.failure;
        return failure == null
                ? new ChildCancelled(why.text, new Cancellation(why.text))
                : failures().inBody(why, failure);
    }

    /** Notes that a call throws this in the running task: what the bodies around it have heard of is not thrown again where they close. */
    static void noteThrown(Throwable failure) {
        Strand<?> strand = Strand.find();
        if (strand == null) {
            return;
        }
        for (CancelScope s = strand.innermost(); s != null && s.strand == strand; s = s.outer) {
            if (s.group != null && s.group.block) {
                s.group.failures().thrownInBody(failure);
            }
        }
    }

    /** Waits for the children that count, cancels those in the background, and leaves the scope. */
    private void joinAndLeave() {
        while (!children.close()) {
            Parking.awaitEnd(this, children::isForegroundDone, new LateChildren(this));
        }
        if (children.live() > 0) {
            for (Task<?> task : tasks()) {
                task.cancel("the group has ended");
            }
            Parking.awaitEnd(this, () -> children.live() == 0, Parking.Late.NEVER);
        }
        owner.exit(scope);
    }

    /** A group that was cancelled from further out has not done its work, unless its children ended well all the same (rule R14). */
    private void throwIfCutShort() {
        CancelReason outside = owner.effective();
        if (outside != null && children.wasCutShort()) {
            throw owner.cancelled(outside);
        }
    }

    @Override
    public void cancel(String reason) {
        scope.cancel(new CancelReason(reason, null, this));
    }

    @Override
    public Collection<Task<?>> tasks() {
        return List.copyOf(children.running());
    }

    @Override
    public void close() {
        if (Strand.find() != owner) {
            throw new IllegalStateException(
                    scope + " can't be closed by " + Caller.name() + ", only by the task that opened it");
        }
        if (children.isClosed()) {
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
        GroupFailures known = failures;
        Throwable failure = known == null ? null : known.first();
        if (failure != null && known != null && !known.isThrownIntoBody()) {
            noteThrown(failure);
            throw Failures.sneaky(failure);
        }
        throwIfCutShort();
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
        int number = children.live();
        return what + " of " + number + (number == 1 ? " task" : " tasks");
    }
}
