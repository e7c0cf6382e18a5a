package dev.rapier.bench.async;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** Two threads that take turns through one slot by park and unpark, and nothing else. Empty is the maker's turn. */
final class HandOver {
    private static final Integer ITEM = 42;

    private final int items;
    private final Thread taker = Thread.currentThread();
    private volatile @Nullable Integer slot;

    HandOver(int items) {
        this.items = items;
    }

    void make() {
        for (int i = 0; i < items; i++) {
            slot = ITEM;
            LockSupport.unpark(taker);
            while (slot != null) {
                LockSupport.park();
            }
        }
    }

    void take(Thread maker, Blackhole blackhole) {
        for (int i = 0; i < items; i++) {
            Integer item = slot;
            while (item == null) {
                LockSupport.park();
                item = slot;
            }
            blackhole.consume(item);
            slot = null;
            LockSupport.unpark(maker);
        }
    }
}
