package dev.rapier.async;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says it once when a task goes on for long after it was told to end, and where it is. Owned by the one who waits. */
final class LateTask implements Parking.Late {
    private static final long LATE = TimeUnit.SECONDS.toNanos(30);

    private final @Nullable Strand<?> waiting;
    private final Task<?> task;
    private long due = CancelScope.NEVER;
    private boolean reported;

    LateTask(@Nullable Strand<?> waiting, Task<?> task) {
        this.waiting = waiting;
        this.task = task;
    }

    /** What is said of a task that was cancelled for this reason. */
    static String text(Task<?> task, String reason) {
        var text = new StringBuilder()
                .append("task ")
                .append(task.name())
                .append(" was cancelled (")
                .append(reason)
                .append(") and still runs after another 30 s, in");
        task.stack().forEach(frame -> text.append("\n    at ").append(frame));
        return text.toString();
    }

    @Override
    public long nanosLeft(long now) {
        if (reported) {
            return CancelScope.NEVER;
        }
        if (due == CancelScope.NEVER) {
            due = now + LATE;
        }
        return Math.max(0, due - now);
    }

    @Override
    public void report() {
        reported = true;
        Warnings.report(waiting, text(task, task.cancelReason().orElse("its end was asked for")));
    }
}
