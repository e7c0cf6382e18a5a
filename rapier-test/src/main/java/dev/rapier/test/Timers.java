package dev.rapier.test;

import dev.rapier.async.Scheduling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The clock of a {@link VirtualTime} and what is to happen when. Under its lock. */
final class Timers {
    /** A sleeper to wake or an action to run. */
    static final class Timer {
        private final long at;
        private final long number;
        private final @Nullable Actor sleeper;
        private final @Nullable Runnable action;
        private @Nullable Object key;
        private boolean cancelled;

        private Timer(long at, long number, @Nullable Actor sleeper, @Nullable Runnable action) {
            this.at = at;
            this.number = number;
            this.sleeper = sleeper;
            this.action = action;
        }

        /** Takes it back; the entry goes when its time comes. */
        void cancel() {
            cancelled = true;
        }
    }

    /** What happens at one time: sleepers or actions. */
    record Due(List<Actor> sleepers, List<Runnable> actions) {}

    private final PriorityQueue<Timer> queue = new PriorityQueue<>((a, b) -> {
        int byTime = Long.compare(a.at, b.at);
        return byTime != 0 ? byTime : Long.compare(a.number, b.number);
    });
    private final Map<Object, Timer> byKey = new HashMap<>();
    private long numbers;
    private long now;

    /** Nanoseconds since the start. */
    long now() {
        return now;
    }

    /** Moves the clock forward; it never runs backwards. */
    void moveTo(long time) {
        now = Math.max(now, time);
    }

    /** Wakes a sleeper after so many nanoseconds. */
    Timer add(long nanos, Actor sleeper) {
        return add(now + nanos, sleeper, null);
    }

    private Timer add(long at, @Nullable Actor sleeper, @Nullable Runnable action) {
        Timer timer = new Timer(
                at < 0 ? Scheduling.NEVER - 1 : at, numbers++, sleeper, action); // a sum beyond the end of time
        queue.add(timer);
        return timer;
    }

    void put(Object key, long at, Runnable action) {
        remove(key);
        Timer timer = add(at, null, action);
        timer.key = key;
        byKey.put(key, timer);
    }

    void remove(Object key) {
        Timer timer = byKey.remove(key);
        if (timer != null) {
            timer.cancel();
        }
    }

    /** The time of the next, or {@link Scheduling#NEVER}. */
    long next() {
        while (!queue.isEmpty() && queue.element().cancelled) {
            queue.remove();
        }
        return queue.isEmpty() ? Scheduling.NEVER : queue.element().at;
    }

    /**
     * Takes what is due. Where sleepers and actions are due at one time, either the ones or the others: what is left comes when
     * all are at rest again.
     */
    Due due(Random random) {
        List<Timer> sleepers = new ArrayList<>();
        List<Timer> actions = new ArrayList<>();
        while (next() <= now) {
            Timer timer = queue.remove();
            (timer.sleeper != null ? sleepers : actions).add(timer);
        }
        List<Timer> later = List.of();
        if (!sleepers.isEmpty() && !actions.isEmpty()) {
            later = random.nextBoolean() ? sleepers : actions;
            queue.addAll(later);
        }
        List<Actor> wake = new ArrayList<>();
        List<Runnable> run = new ArrayList<>();
        if (later != sleepers) {
            for (Timer timer : sleepers) {
                wake.add(Objects.requireNonNull(timer.sleeper));
            }
        }
        if (later != actions) {
            for (Timer timer : actions) {
                if (timer.key != null) {
                    byKey.remove(timer.key);
                }
                run.add(Objects.requireNonNull(timer.action));
            }
            Collections.shuffle(run, random);
        }
        return new Due(wake, run);
    }
}
