package dev.rapier.web.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.BufferRecycler;

class SlotPoolTest {
    private final SlotPool pool = new SlotPool(4);

    @Test
    void whatWasGivenBackIsUsedAgainByAnotherThread() throws InterruptedException {
        BufferRecycler used = pool.acquirePooled();
        pool.releasePooled(used);
        var taken = new ArrayList<BufferRecycler>();

        Thread.ofVirtual().start(() -> taken.add(pool.acquirePooled())).join();

        assertThat(taken).containsExactly(used);
    }

    @Test
    void neverMoreThanItsSlotsAreKept() {
        for (int i = 0; i < 100; i++) {
            pool.releasePooled(new BufferRecycler());
        }

        assertThat(pool.pooledCount()).isEqualTo(4);
    }

    @Test
    void noTwoThreadsGetTheSameBuffers() {
        Set<BufferRecycler> inUse = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        var shared = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> {
                    for (int n = 0; n < 200; n++) {
                        BufferRecycler taken = pool.acquirePooled();
                        if (!inUse.add(taken)) {
                            synchronized (shared) {
                                shared.add("twice");
                            }
                        }
                        Thread.yield();
                        inUse.remove(taken);
                        pool.releasePooled(taken);
                    }
                });
            }
        }

        assertThat(shared).isEmpty();
    }
}
