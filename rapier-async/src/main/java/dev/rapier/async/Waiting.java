package dev.rapier.async;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waiting for several tasks without having a say in them. */
final class Waiting {
    private Waiting() {}

    static <T extends @Nullable Object> Waited<T> waitFor(Collection<? extends Task<T>> given, When when, long limit) {
        checkAll(given);
        Objects.requireNonNull(when, "when");
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
        Waiter waiter = new Waiter();
        tasks.forEach(task -> task.onEnd(waiter));
        try {
            Parking.await(new Names(tasks), enough, limit);
        } finally {
            tasks.forEach(task -> task.forget(waiter));
        }
        Set<Task<T>> done = new LinkedHashSet<>();
        Set<Task<T>> pending = new LinkedHashSet<>();
        tasks.forEach(task -> (task.isDone() ? done : pending).add(task));
        return new Waited<>(Collections.unmodifiableSet(done), Collections.unmodifiableSet(pending));
    }

    private static void checkAll(Collection<? extends Task<?>> tasks) {
        Objects.requireNonNull(tasks, "tasks");
        int number = 1;
        for (Task<?> task : tasks) {
            if (task == null) {
                throw new NullPointerException("task " + number + " of " + tasks.size() + " is null");
            }
            number++;
        }
    }

    private static boolean hasFailed(Task<?> task) {
        return task.isDone() && task.outcome() instanceof Outcome.Failure<?>;
    }

    static <T extends @Nullable Object> AsyncGenerator<Task<T>> asCompleted(Collection<? extends Task<T>> given) {
        checkAll(given);
        List<Task<T>> tasks = List.copyOf(given);
        return AsyncGenerator.of(out -> {
            Queue<Task<T>> ended = new ConcurrentLinkedQueue<>();
            Map<Task<T>, Runnable> listeners = new LinkedHashMap<>();
            for (Task<T> task : tasks) {
                listeners.computeIfAbsent(task, t -> new Arrival<>(t, ended));
            }
            listeners.forEach(Task::onEnd);
            try {
                for (int i = 0; i < listeners.size(); i++) {
                    Parking.await(new Names(listeners.keySet()), () -> !ended.isEmpty(), CancelScope.NEVER);
                    Task<T> next = ended.remove();
                    out.yield(next);
                }
            } finally {
                listeners.forEach(Task::forget);
            }
        });
    }

    /** Notes who has ended, then wakes. */
    private static final class Arrival<T extends @Nullable Object> extends Waiter {
        private final Task<T> task;
        private final Queue<Task<T>> ended;

        Arrival(Task<T> task, Queue<Task<T>> ended) {
            this.task = task;
            this.ended = ended;
        }

        @Override
        public void run() {
            ended.add(task);
            wake();
        }
    }

    /** The tasks of a wait, for people. */
    private record Names(Collection<? extends Task<?>> tasks) {
        @Override
        public String toString() {
            return tasks.stream()
                    .filter(task -> !task.isDone())
                    .limit(10)
                    .map(Task::name)
                    .collect(Collectors.joining(", ", "tasks ", ""));
        }
    }
}
