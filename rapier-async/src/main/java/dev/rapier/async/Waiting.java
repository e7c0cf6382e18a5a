package dev.rapier.async;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waiting for several tasks without having a say in them. */
final class Waiting {
    private Waiting() {}

    static <T extends @Nullable Object> Waited<T> waitFor(Collection<? extends Task<T>> given, When when, long limit) {
        Set<Task<T>> tasks = new LinkedHashSet<>(given);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("no tasks to wait for");
        }
        BooleanSupplier enough = switch (when) {
            case FIRST_COMPLETED -> () -> tasks.stream().anyMatch(Task::isDone);
            case FIRST_EXCEPTION ->
                () -> tasks.stream().anyMatch(Waiting::hasFailed)
                        || tasks.stream().allMatch(Task::isDone);
            case ALL_COMPLETED -> () -> tasks.stream().allMatch(Task::isDone);
        };
        Thread waiter = Thread.currentThread();
        Runnable wake = () -> LockSupport.unpark(waiter);
        tasks.forEach(task -> strand(task).onEnd(wake));
        try {
            Parking.await(enough, limit);
        } finally {
            tasks.forEach(task -> strand(task).forget(wake));
        }
        Set<Task<T>> done = new LinkedHashSet<>();
        Set<Task<T>> pending = new LinkedHashSet<>();
        tasks.forEach(task -> (task.isDone() ? done : pending).add(task));
        return new Waited<>(Collections.unmodifiableSet(done), Collections.unmodifiableSet(pending));
    }

    private static boolean hasFailed(Task<?> task) {
        return task.isDone() && task.outcome() instanceof Outcome.Failure<?>;
    }

    static <T extends @Nullable Object> AsyncGenerator<Task<T>> asCompleted(List<? extends Task<T>> tasks) {
        return AsyncGenerator.of(out -> {
            Queue<Task<T>> ended = new ConcurrentLinkedQueue<>();
            Thread waiter = Thread.currentThread();
            Set<Task<T>> distinct = new LinkedHashSet<>(tasks);
            for (Task<T> task : distinct) {
                strand(task).onEnd(() -> {
                    ended.add(task);
                    LockSupport.unpark(waiter);
                });
            }
            for (int i = 0; i < distinct.size(); i++) {
                Parking.await(() -> !ended.isEmpty(), CancelScope.NEVER);
                out.yield(ended.remove());
            }
        });
    }

    private static <T extends @Nullable Object> Strand<T> strand(Task<T> task) {
        return switch (task) {
            case Strand<T> strand -> strand;
        };
    }
}
