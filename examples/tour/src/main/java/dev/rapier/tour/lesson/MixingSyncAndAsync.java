package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.toThread;

import dev.rapier.http.CpuBound;
import dev.rapier.http.Get;
import dev.rapier.tour.lesson.FetchData.Fetched;
import java.time.Duration;
import java.util.Map;

/**
 * There is one kind of method, and each request has its own virtual thread: a handler may wait or block as it likes.
 *
 * <ul>
 *   <li>I/O-bound work: a plain method
 *   <li>CPU-bound work: {@code @CpuBound} runs the handler in a pool of as many threads as there are cores
 *   <li>{@code toThread(..)} sends one call there and waits for it
 * </ul>
 */
public final class MixingSyncAndAsync {

    // Async endpoint: efficient for I/O
    @Get("/async-endpoint")
    Fetched asyncEndpoint() {
        return new FetchData(Console.silent()).fetchData("API").await();
    }

    // Sync endpoint: runs in the thread pool, OK for CPU-bound or blocking code
    @Get("/sync-endpoint")
    @CpuBound
    Map<String, String> syncEndpoint() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(1)); // Blocking call OK here
        return Map.of("message", "Sync response");
    }

    // Async endpoint with blocking code: the pool runs it, the request waits
    @Get("/async-calling-sync")
    Map<String, String> asyncCallingSync() {
        var result = toThread(this::syncBlockingFunction);
        return Map.of("result", result);
    }

    // Blocking function
    String syncBlockingFunction() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(2));
        return "Blocking result";
    }
}
