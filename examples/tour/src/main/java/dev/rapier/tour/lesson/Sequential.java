package dev.rapier.tour.lesson;

import java.util.List;

/**
 * Sequential execution: SLOW. Each {@code await} waits before the next line begins.
 *
 * <p>Total time: 3 seconds (2 + 1)
 */
record Sequential(Console console, TwoTasks tasks) {

    List<String> sequential() {
        var watch = Stopwatch.start();

        var result1 = tasks.task1().await(); // Wait 2 seconds
        var result2 = tasks.task2().await(); // Wait 1 second

        console.print("Sequential time: " + watch);
        return List.of(result1, result2);
    }
}
