package dev.rapier.tour.lesson;

import dev.rapier.tour.lesson.FetchItem.Item;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An async dict comprehension: {@code {i: await fetch_item(i) for i in range(10)}}.
 *
 * <ul>
 *   <li>Creates a map of awaited results
 * </ul>
 */
record DictComprehension(Console console, FetchItem api) {

    Map<Integer, Item> fetchAllItemsDict() {
        var watch = Stopwatch.start();
        var items = new LinkedHashMap<Integer, Item>();
        for (int i = 0; i < 10; i++) {
            items.put(i, api.fetchItem(i).await());
        }
        console.print("Dict: " + items.size() + " items in " + watch);
        return items;
    }
}
