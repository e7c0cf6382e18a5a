package dev.rapier.sql;

import dev.rapier.async.Task;
import java.util.Optional;

/**
 * Where in a program something was asked for: the first frame that is neither ours nor of a library below us, and the task. To keep the
 * stack costs some microseconds below a deep one, less than to walk it, so it is kept only where a connection is held over more than
 * a statement, and for errors. It is read, and made into words, when somebody wants to know.
 */
final class CallSite {
    private static final String[] BELOW = {
        "dev.rapier.sql.", "dev.rapier.async.", "dev.rapier.orm.", "org.hibernate.", "java.", "jdk."
    };

    private final Throwable stack = new Throwable();
    private final Optional<Task<?>> task = Task.find();

    private CallSite() {}

    /** The place that called into this module. */
    static CallSite here() {
        return new CallSite();
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
        for (var frame : stack.getStackTrace()) {
            if (isAbove(frame.getClassName())) {
                var file = frame.getFileName();
                return (file == null ? frame.getClassName() : file) + ":" + frame.getLineNumber();
            }
        }
        return "an unknown place";
    }
}
