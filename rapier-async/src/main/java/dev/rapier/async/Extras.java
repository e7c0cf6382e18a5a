package dev.rapier.async;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What few tasks have: kept apart so that the many are small. Fields are under the task's monitor unless they say otherwise. */
final class Extras {
    /** What the starter had in thread-locals, for the bridges; written once, before the task is seen. */
    @Nullable
    Object @Nullable [] bridged;

    /** Where it was made, in debug mode; written once, before the task is seen. */
    @Nullable
    Site madeAt;

    /** Watched coroutines that nobody has awaited yet. */
    final Watch watch = new Watch();

    /** Pulls that are open; owned by the task. */
    final List<PullIteration<?>> openPulls = new ArrayList<>(0);

    /** What to do instead of an interrupt. */
    @Nullable
    AbortHook abort;
}
