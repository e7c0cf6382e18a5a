package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.gather;

import java.util.List;

/**
 * Concurrent with {@code gather}: CLEANEST. The results come in the order of the arguments; if one fails, the other is
 * cancelled and the failure is thrown as it is.
 *
 * <p>Total time: 2 seconds
 */
record Gather(Console console, TwoTasks tasks) {

    List<String> concurrentGather() {
        var watch = Stopwatch.start();

        // Run concurrently
        List<String> results = gather(List.of(tasks.task1(), tasks.task2()));

        console.print("Gather time: " + watch);
        return results;
    }
}
