package dev.rapier.async;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The watched coroutines of one task that nobody has awaited: reported when the task ends, by name of the place that made
 * them. No garbage collector has a say in it.
 */
final class Watch {
    /** A task that makes more than this many without awaiting them is told of the first ones only. */
    private static final int MOST = 1000;

    /** Under this monitor. */
    private @Nullable LinkedHashSet<WatchedCoroutine<?>> open;

    synchronized void add(WatchedCoroutine<?> coroutine) {
        if (open == null) {
            open = new LinkedHashSet<>();
        }
        if (open.size() < MOST) {
            open.add(coroutine);
        }
    }

    synchronized void remove(WatchedCoroutine<?> coroutine) {
        if (open != null) {
            open.remove(coroutine);
        }
    }

    private synchronized List<WatchedCoroutine<?>> takeAll() {
        if (open == null) {
            return List.of();
        }
        List<WatchedCoroutine<?>> all = new ArrayList<>(open);
        open = null;
        return all;
    }

    /** Hands what is open to the heir, which may have got it as a result; without one, reports it. */
    void taskEnded(Strand<?> task, @Nullable Strand<?> heir) {
        for (WatchedCoroutine<?> coroutine : takeAll()) {
            if (heir != null) {
                coroutine.watchIn(heir.watch());
            } else {
                Warnings.report(task, coroutine + " was never awaited");
            }
        }
    }
}
