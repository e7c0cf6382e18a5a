package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.sleep;

import dev.rapier.async.Coroutine;
import java.time.Duration;

/** Fetches a single item: a tenth of a second each. */
record FetchItem(Console console) {
    Coroutine<Item> fetchItem(int itemId) {
        return console.async("Item " + itemId, () -> {
            sleep(Duration.ofMillis(100));
            return new Item(itemId, "Item " + itemId);
        });
    }

    /** One item. */
    record Item(int id, String name) {}
}
