package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.sleep;

import dev.rapier.async.Coroutine;
import java.time.Duration;

/** The two tasks that the next lessons run in three ways. */
record TwoTasks(Console console) {

    // Task 1: takes 2 seconds
    Coroutine<String> task1() {
        return console.async("Task 1", () -> {
            console.print("Task 1 start");
            sleep(Duration.ofSeconds(2));
            console.print("Task 1 done");
            return "Result 1";
        });
    }

    // Task 2: takes 1 second
    Coroutine<String> task2() {
        return console.async("Task 2", () -> {
            console.print("Task 2 start");
            sleep(Duration.ofSeconds(1));
            console.print("Task 2 done");
            return "Result 2";
        });
    }
}
