package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.waitFor;

import dev.rapier.async.Task;
import dev.rapier.async.When;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Four questions, answered for Java, and the last one run.
 *
 * <dl>
 *   <dt>Q1: What is a coroutine?
 *   <dd>A lambda, or what {@code async(..)} returns. Calling the method only makes it; it must be <strong>awaited</strong>
 *       to execute, and it gives its thread back while it waits for I/O.
 *   <dt>Q2: What's the difference between await and start (create_task)?
 *   <dd><strong>await</strong> waits for the coroutine to complete: sequential. <strong>start</strong> begins it as a
 *       task and returns immediately: concurrent.
 *   <dt>Q3: Can you use await in regular functions?
 *   <dd>Here <strong>yes</strong>: any method may await, there are no two colours of functions. {@code run(..)} is for
 *       the outermost one.
 *   <dt>Q4: How to make multiple async calls concurrently?
 *   <dd><strong>gather</strong>: simple, returns results in order. <strong>start</strong> in a task group: manual task
 *       management. <strong>waitFor</strong>: more control, returns done and pending.
 * </dl>
 */
record InterviewQuestions(Console console, TwoTasks tasks) {

    List<String> callsAtOnce() {
        return group(group -> {
            // start returns immediately
            var t1 = group.start("Task 1", tasks.task1());
            var t2 = group.start("Task 2", tasks.task2());
            console.print("Both are started");

            // waitFor returns what is done and what is pending, and cancels nothing
            var waited = waitFor(List.of(t1, t2), When.FIRST_COMPLETED, Duration.ofSeconds(5));
            console.print("Done: " + names(waited.done()) + ", pending: " + names(waited.pending()));

            // await waits for one of them
            return List.of(t1.await(), t2.await());
        });
    }

    private static List<String> names(Collection<? extends Task<?>> tasks) {
        return tasks.stream().map(Task::name).toList();
    }
}
