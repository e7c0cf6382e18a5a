package dev.rapier.vertx;

import dev.rapier.web.engine.Route;
import dev.rapier.web.engine.RoutePlacement;

/**
 * How long the first slices of a route's handler were (from its start to its end or its first wait), and from that
 * whether the next may begin on the event loop. Owned by the loop; {@link #placement} may be a little behind elsewhere.
 *
 * <p>A bucket with a hole: a short slice takes a drop out, a slow one pours many in. Above the brim the route begins on
 * the carriers, until the bucket has run dry again. A new route begins with a bucket that is not dry.
 */
final class RouteSlices {
    private static final int NEW = 16;
    private static final int POUR = 32;
    private static final int BRIM = 80;
    private static final int FULL = 256;

    private final Route route;
    private final long longest;
    private int level = NEW;
    private boolean onLoop;
    private long slices;
    private long slow;

    /** @param longest nanoseconds; a slice that takes more is slow */
    RouteSlices(Route route, long longest) {
        this.route = route;
        this.longest = longest;
    }

    boolean beginsOnLoop() {
        return onLoop;
    }

    void record(long nanos) {
        slices++;
        if (nanos <= longest) {
            if (level > 0) {
                level--;
            }
            if (level == 0) {
                onLoop = true;
            }
            return;
        }
        slow++;
        level += POUR;
        if (level > BRIM) {
            onLoop = false;
            level = FULL;
        }
    }

    RoutePlacement placement() {
        return new RoutePlacement(route, onLoop, slices, slow);
    }
}
