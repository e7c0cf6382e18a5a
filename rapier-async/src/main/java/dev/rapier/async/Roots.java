package dev.rapier.async;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root tasks that run: lists through the tasks themselves, in stripes, so that servers that run one for each request don't
 * meet at one monitor. All other tasks are found below them, in the tree of scopes.
 */
final class Roots {
    private static final Stripe[] STRIPES = new Stripe[64];

    static {
        for (int i = 0; i < STRIPES.length; i++) {
            STRIPES[i] = new Stripe();
        }
        System.setProperty("rapier.tasks", TasksMonitor.NAME); // tells rapier ps that there are tasks in this process
        if (Boolean.getBoolean("rapier.jmx")) {
            TasksMonitor.register();
        }
    }

    private Roots() {}

    static void add(RootTask<?> task) {
        stripe(task).add(task);
    }

    static void remove(RootTask<?> task) {
        stripe(task).remove(task);
    }

    /** Those that run, up to a number, oldest first. */
    static List<RootTask<?>> newest(int most) {
        List<RootTask<?>> all = new ArrayList<>();
        for (Stripe stripe : STRIPES) {
            stripe.newest(most / STRIPES.length + 1, all);
        }
        all.sort(Comparator.comparingLong(RootTask::number));
        return all;
    }

    static long count() {
        long count = 0;
        for (Stripe stripe : STRIPES) {
            count += stripe.count();
        }
        return count;
    }

    private static Stripe stripe(RootTask<?> task) {
        return STRIPES[(int) task.number() & (STRIPES.length - 1)];
    }

    /** A list of tasks; everything is under its monitor. */
    private static final class Stripe {
        private @Nullable RootTask<?> first;
        private int count;

        synchronized void add(RootTask<?> task) {
            task.nextRoot = first;
            if (first != null) {
                first.previousRoot = task;
            }
            first = task;
            count++;
        }

        synchronized void remove(RootTask<?> task) {
            RootTask<?> before = task.previousRoot;
            RootTask<?> after = task.nextRoot;
            if (before == null) {
                first = after;
            } else {
                before.nextRoot = after;
            }
            if (after != null) {
                after.previousRoot = before;
            }
            task.nextRoot = null;
            task.previousRoot = null;
            count--;
        }

        synchronized void newest(int most, List<RootTask<?>> into) {
            int left = most;
            for (RootTask<?> task = first; task != null && left > 0; task = task.nextRoot) {
                into.add(task);
                left--;
            }
        }

        synchronized int count() {
            return count;
        }
    }
}
