package dev.rapier.web;

import dev.rapier.async.Action;
import dev.rapier.async.Async;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Outcome;
import dev.rapier.async.RootTask;
import dev.rapier.async.TaskGroup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What an application does around its requests: a task of its own, on a thread of its own, that goes through the parts in
 * the order of their registration, holds the background tasks, and on the way back ends the parts in reverse order, all of
 * them, also when one fails.
 */
final class Lifespan {
    private static final Logger LOG = System.getLogger("rapier.web");

    private final List<LifespanPart> parts;
    private final RootTask<Boolean> task;
    private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();

    /** Background tasks that wait for the start; then null. Guarded by the lock. */
    private @Nullable List<Action> waiting;

    /** Set while background tasks may be started. Guarded by the lock. */
    private @Nullable TaskGroup group;

    Lifespan(List<LifespanPart> parts, List<Action> background) {
        this.parts = List.copyOf(parts);
        this.waiting = new ArrayList<>(background);
        this.task = RootTask.of("lifespan", () -> {
            begin(0);
            return true;
        });
    }

    /** Starts; returns when every part has begun. Throws what the failing part threw; then all has ended already. */
    void start() {
        Thread.ofPlatform().name("rapier-lifespan").start(() -> {
            task.run();
            finish();
        });
        try {
            started.get();
        } catch (InterruptedException e) {
            giveUpStart("interrupted");
            throw Async.cancelled(e);
        } catch (ExecutionException e) {
            throw Lifespan.<RuntimeException>sneaky(e.getCause());
        }
    }

    /** Gives up a start that is under way; does nothing once all parts have begun. */
    void giveUpStart(String reason) {
        lock.lock();
        try {
            if (waiting != null) {
                task.cancel(reason);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the parts; returns when they have ended. Idempotent. */
    void stop() {
        stop.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        }
    }

    /** Runs work beside the requests, now or when all parts have begun. */
    void background(Action work) {
        lock.lock();
        try {
            if (waiting != null) {
                waiting.add(work);
            } else if (group != null) {
                group.background(work);
            } else {
                throw new IllegalStateException("The application has been stopped; it takes no background work");
            }
        } finally {
            lock.unlock();
        }
    }

    private void begin(int index) throws Exception {
        if (index == parts.size()) {
            hold();
        } else {
            parts.get(index).around(() -> begin(index + 1));
        }
    }

    private void hold() {
        Async.<Boolean>supervised(Lifespan::backgroundFailed, tasks -> {
            open(tasks);
            started.complete(null);
            stop.await();
            close();
            return true;
        });
    }

    private void open(TaskGroup tasks) {
        lock.lock();
        try {
            Async.checkpoint(); // a start that was given up ends here at the latest
            if (waiting != null) {
                waiting.forEach(tasks::background);
            }
            waiting = null;
            group = tasks;
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        lock.lock();
        try {
            group = null;
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        Throwable failure = switch (task.outcome()) {
            case Outcome.Success<?> _ -> null;
            case Outcome.Failure(Throwable error) -> error;
            case Outcome.Cancelled(Cancellation why) ->
                new IllegalStateException("The start was given up: " + why.reason(), why);
        };
        boolean failedLate = failure != null && !started.completeExceptionally(failure);
        if (failedLate) {
            LOG.log(Level.ERROR, "The end of the application failed: " + failure, failure);
        }
        ended.countDown();
    }

    private static void backgroundFailed(Object task, Throwable failure) {
        LOG.log(Level.ERROR, "A background task of the application failed: " + failure, failure);
    }

    @SuppressWarnings("unchecked") // the cast does not happen: that is how a checked exception passes unwrapped
    private static <E extends Throwable> E sneaky(@Nullable Throwable failure) throws E {
        throw (E) (failure == null ? new IllegalStateException("The start failed without a reason") : failure);
    }
}
