package dev.rapier.bench.sql;

import java.util.List;
import java.util.stream.IntStream;

/** A row of {@code item}, which is read, and of {@code sale}, which is written. */
record Item(int id, String name, double price) {
    /** What a batch inserts. */
    static final List<Item> BATCH = IntStream.range(0, 10_000)
            .mapToObj(i -> new Item(i, "item " + i, i % 1000 / 10.0))
            .toList();
}
