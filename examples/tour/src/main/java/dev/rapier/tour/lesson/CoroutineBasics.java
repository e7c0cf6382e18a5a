package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.async;
import static dev.rapier.async.Async.run;

import dev.rapier.async.Coroutine;

/**
 * A method runs when it is called. A coroutine is lazy: calling {@code asyncFunction()} returns a coroutine object, and
 * nothing happens until somebody awaits it.
 *
 * <ul>
 *   <li>Defined with {@code async(..)}
 *   <li>Returns a coroutine object when called
 *   <li>Must be awaited to execute
 * </ul>
 */
record CoroutineBasics(Console console) {

    // Regular method (synchronous): it blocks
    String syncFunction() {
        console.print("syncFunction is running");
        return "Sync result";
    }

    // Coroutine (asynchronous): it runs when it is awaited
    Coroutine<String> asyncFunction() {
        return async(() -> {
            console.print("asyncFunction is running");
            return "Async result";
        });
    }

    String example() {
        // Sync method: executes immediately
        var result = syncFunction();
        console.print(result); // Sync result

        // Async method: returns a coroutine object
        Coroutine<String> coroutine = asyncFunction();
        console.print("asyncFunction was called, nothing has run yet");

        // Must await it, or run it
        result = run(coroutine);
        console.print(result); // Async result
        return result;
    }
}
