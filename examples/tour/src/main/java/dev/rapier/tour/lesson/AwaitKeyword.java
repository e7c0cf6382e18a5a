package dev.rapier.tour.lesson;

import dev.rapier.tour.lesson.FetchData.Fetched;
import java.util.List;

/**
 * {@code await} executes a coroutine and waits for its result.
 *
 * <ul>
 *   <li>Pauses the current coroutine
 *   <li>Lets everything else run: the thread below it is given back while it waits
 *   <li>Resumes when the awaited coroutine completes
 * </ul>
 */
record AwaitKeyword(Console console, FetchData api) {

    List<Fetched> main() {
        // Sequential execution
        var result1 = api.fetchData("API-1").await();
        var result2 = api.fetchData("API-2").await();

        console.print("Results: " + result1 + ", " + result2);
        return List.of(result1, result2);
    }
}
