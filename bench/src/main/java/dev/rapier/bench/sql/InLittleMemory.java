package dev.rapier.bench.sql;

import dev.rapier.async.Async;
import dev.rapier.sql.Database;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Iterates over a million rows in a process whose heap could not hold them. */
public final class InLittleMemory {
    private InLittleMemory() {}

    /** Takes the URL; prints lines of a name and a figure. */
    public static void main(String[] arguments) {
        try (var database = Database.of(arguments[0]).connect()) {
            var rows = new AtomicLong();
            Async.run(() -> database.iterate(Item.class, "SELECT id, name, price FROM item")
                    .forEach(item -> rows.lazySet(rows.getPlain() + 1)));
            System.out.println("rows " + rows.get());
            long collections = ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(java.lang.management.GarbageCollectorMXBean::getCollectionCount)
                    .sum();
            System.out.println("collections " + collections);
        }
    }
}
