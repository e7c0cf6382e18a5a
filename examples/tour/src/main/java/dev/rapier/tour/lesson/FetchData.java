package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.sleep;

import dev.rapier.async.Coroutine;
import java.time.Duration;

/** Simulates a fetch from somewhere else: one second of waiting that blocks nobody else. */
record FetchData(Console console) {
    Coroutine<Fetched> fetchData(String source) {
        return console.async("Fetch " + source, () -> {
            console.print("Fetching from " + source + "...");
            sleep(Duration.ofSeconds(1)); // Simulate I/O: only this coroutine waits
            console.print("Fetch from " + source + " complete");
            return new Fetched(source, "Data from " + source);
        });
    }

    record Fetched(String source, String data) {}
}
