package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.sleep;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Fetches a single item: a tenth of a second each. */
record FetchItem(Console console) {

    Item fetchItem(int itemId) {
        return console.async("Item " + itemId, () -> {
                    sleep(Duration.ofMillis(100));
                    return new Item(itemId, "Item " + itemId);
                })
                .await();
    }

    // 0, 1, .. n - 1
    static List<Integer> range(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    record Item(int id, String name) {}
}
