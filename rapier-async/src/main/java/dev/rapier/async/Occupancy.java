package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * Whether samples of a task tell that it held one carrier all the time. It is told once for each occurrence: not again before the
 * task has let go. Owned by the thread that samples.
 */
final class Occupancy {
    /**
     * How many samples must agree. A stop of the whole JVM, such as for garbage, looks long but has one only; a task that reads and
     * writes much through sockets of foreign code, where nobody counts, is hardly met at work so often in a row.
     */
    static final int AGREEING = 10;

    private static final int TOLD = -1;

    private final long slow;
    private @Nullable String carrier;
    private int releases;
    private long since;
    private int samples;

    /**
     * Nothing seen yet.
     *
     * @param slow nanoseconds that are too long
     */
    Occupancy(long slow) {
        this.slow = slow;
    }

    /**
     * Takes one sample.
     *
     * @param now nanoseconds
     * @param seen what carries the task's thread; null where nothing does, or where it waits in a call of Rapier
     * @param released how often the task has let go of a carrier in a call of Rapier
     * @return whether it is to be told now
     */
    boolean sample(long now, @Nullable String seen, int released) {
        if (seen == null || !seen.equals(carrier) || released != releases) {
            carrier = seen;
            releases = released;
            since = now;
            samples = 0;
            return false;
        }
        if (samples == TOLD || ++samples < AGREEING || heldAt(now) < slow) {
            return false;
        }
        samples = TOLD;
        return true;
    }

    /** For how many nanoseconds it has held its carrier. */
    long heldAt(long now) {
        return now - since;
    }
}
