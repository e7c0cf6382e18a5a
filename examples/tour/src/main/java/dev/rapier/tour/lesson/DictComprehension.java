package dev.rapier.tour.lesson;

import static dev.rapier.tour.lesson.FetchItem.range;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.tour.lesson.FetchItem.Item;
import java.util.Map;

/**
 * An async dict comprehension: {@code {i: await fetch_item(i) for i in range(10)}}.
 *
 * <ul>
 *   <li>Creates a map of awaited results, in order
 * </ul>
 */
record DictComprehension(Console console, FetchItem api) {

    Map<Integer, Item> fetchAllItemsDict() {
        var watch = Stopwatch.start();

        Map<Integer, Item> items = AsyncGenerator.from(range(10)).toMap(i -> i, api::fetchItem);

        console.print(items.size() + " items by their number: " + watch);
        return items;
    }
}
