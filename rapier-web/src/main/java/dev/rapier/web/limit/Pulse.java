package dev.rapier.web.limit;

import dev.rapier.async.Async;
import java.time.Duration;

/** A virtual thread that sleeps again and again and tells how much later than asked it got a processor. */
public final class Pulse {
    private static final Duration BEAT = Duration.ofMillis(50);

    private Pulse() {}

    /** Beats until its task is cancelled. */
    public static void beat(InFlightLimit limit) {
        while (true) {
            long due = System.nanoTime() + BEAT.toNanos();
            Async.sleep(BEAT);
            limit.felt(Duration.ofNanos(Math.max(0, System.nanoTime() - due)));
        }
    }
}
