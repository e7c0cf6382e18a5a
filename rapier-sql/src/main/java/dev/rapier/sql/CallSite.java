package dev.rapier.sql;

import dev.rapier.async.Task;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where in a program something was asked for: the first frame that is neither ours nor of a library below us, and the task. Finding it
 * costs about a microsecond, so it is looked for only where a connection is held over more than a statement, and for errors. The words
 * are made when somebody reads them.
 */
final class CallSite {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String[] BELOW = {
        "dev.rapier.sql.", "dev.rapier.async.", "dev.rapier.orm.", "org.hibernate.", "java.", "jdk."
    };

    private final StackWalker.@Nullable StackFrame frame;
    private final Optional<Task<?>> task = Task.find();

    private CallSite(StackWalker.@Nullable StackFrame frame) {
        this.frame = frame;
    }

    /** The place that called into this module. */
    static CallSite here() {
        return new CallSite(WALKER.walk(frames -> frames.filter(frame -> isAbove(frame.getClassName()))
                .findFirst()
                .orElse(null)));
    }

    private static boolean isAbove(String type) {
        for (var library : BELOW) {
            if (type.startsWith(library)) {
                return false;
            }
        }
        return true;
    }

    /** {@code Users.java:12 in task GET /users}. */
    @Override
    public String toString() {
        return place() + task.map(running -> " in task " + running.name()).orElse("");
    }

    private String place() {
        if (frame == null) {
            return "an unknown place";
        }
        var file = frame.getFileName();
        return (file == null ? frame.getClassName() : file) + ":" + frame.getLineNumber();
    }
}
