package dev.rapier.tour.lesson;

import static dev.rapier.tour.lesson.FetchItem.range;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.tour.lesson.FetchItem.Item;
import java.util.List;

/**
 * An async list comprehension: {@code [await fetch_item(i) for i in range(10)]}.
 *
 * <ul>
 *   <li>Creates a list of awaited results
 *   <li>Still sequential: awaits each one, 10 times 0.1 seconds
 * </ul>
 */
record ListComprehension(Console console, FetchItem api) {

    List<Item> fetchAllItems() {
        var watch = Stopwatch.start();

        var items = AsyncGenerator.from(range(10)).map(api::fetchItem).toList();

        console.print(items.size() + " items, one by one: " + watch);
        return items;
    }
}
