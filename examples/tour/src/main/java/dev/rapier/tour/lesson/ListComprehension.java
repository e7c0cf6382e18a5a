package dev.rapier.tour.lesson;

import dev.rapier.tour.lesson.FetchItem.Item;
import java.util.List;
import java.util.stream.IntStream;

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
        var items =
                IntStream.range(0, 10).mapToObj(i -> api.fetchItem(i).await()).toList();
        console.print("Sequential list: " + items.size() + " items in " + watch);
        return items;
    }
}
