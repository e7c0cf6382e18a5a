package dev.rapier.web.encoding;

import java.util.concurrent.atomic.AtomicReferenceArray;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/**
 * Keeps Jackson's buffers between requests. Its own pools keep them per thread, which is useless when each request has
 * a new one, or in one queue on which all threads meet. Here a thread looks into a few slots, beginning at one that its
 * id chooses; with every slot empty it makes new buffers, with every slot full it drops its own. So the pool is bounded,
 * nobody waits, and the buffers in use stay few enough to be warm.
 */
public final class SlotPool implements RecyclerPool<BufferRecycler> {
    private static final long serialVersionUID = 1L;

    /** Slots lie apart so that two cores don't write to one cache line: 16 references are 64 bytes. */
    private static final int DISTANCE = 16;

    private final int mask;
    private final transient AtomicReferenceArray<BufferRecycler> slots;

    /** Twice as many slots as there are processors. */
    public SlotPool() {
        this(2 * Runtime.getRuntime().availableProcessors());
    }

    SlotPool(int atLeast) {
        int count = Integer.highestOneBit(Math.max(2, atLeast) * 2 - 1);
        mask = count - 1;
        slots = new AtomicReferenceArray<>(count * DISTANCE);
    }

    @Override
    public BufferRecycler acquirePooled() {
        int start = start();
        for (int i = 0; i <= mask; i++) {
            int slot = slot(start + i);
            if (slots.getPlain(slot) != null) {
                BufferRecycler taken = slots.getAndSet(slot, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return new BufferRecycler();
    }

    @Override
    public void releasePooled(BufferRecycler recycler) {
        int start = start();
        for (int i = 0; i <= mask; i++) {
            int slot = slot(start + i);
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, recycler)) {
                return;
            }
        }
    }

    @Override
    public int pooledCount() {
        int count = 0;
        for (int i = 0; i <= mask; i++) {
            if (slots.get(slot(i)) != null) {
                count++;
            }
        }
        return count;
    }

    private static int start() {
        return (int) Thread.currentThread().threadId();
    }

    private int slot(int number) {
        return (number & mask) * DISTANCE;
    }
}
