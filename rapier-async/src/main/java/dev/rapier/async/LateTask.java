package dev.rapier.async;

import java.util.concurrent.TimeUnit;

/**
 * Says it once when a task goes on for long after it alone was cancelled, and where it is (rule R2). The outermost scope of the task has it
 * in the timer in the place of its deadline, which is of no use any more.
 */
final class LateTask extends Deadline {
    /** How long a cancelled task may go on before that is worth a word, in nanoseconds. */
    static final long LATE = TimeUnit.SECONDS.toNanos(30);

    LateTask(CancelScope outermost) {
        super(outermost);
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
    void pass() {
        if (scope.strand.scheduling == null) {
            VirtualThreads.start(null, this::report); // a log may be slow, and other deadlines wait
        } else {
            report();
        }
    }

    private void report() {
        Strand<?> task = scope.strand;
        boolean busy;
        synchronized (task) {
            busy = task.isLent() || !(task.waitsFor() instanceof Group); // else that group says who it is
        }
        if (busy && !task.isDone()) {
            Warnings.report(task, text(task, task.cancelReason().orElse("its end was asked for")));
        }
    }
}
