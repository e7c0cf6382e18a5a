package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.group;

import java.util.List;

/**
 * Concurrent execution: FAST. {@code start} makes a task that runs at once, beside this method; the group waits for all
 * of its tasks, so that none is ever left behind.
 *
 * <p>Total time: 2 seconds (max of 2 and 1)
 */
record Concurrent(Console console, TwoTasks tasks) {

    List<String> concurrent() {
        var watch = Stopwatch.start();

        return group(group -> {
            // Create tasks (start immediately)
            var t1 = group.start(tasks.task1());
            var t2 = group.start(tasks.task2());

            // Wait for both
            var result1 = t1.await();
            var result2 = t2.await();

            console.print("Concurrent time: " + watch);
            return List.of(result1, result2);
        });
    }
}
