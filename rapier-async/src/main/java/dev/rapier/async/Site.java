package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * A place in a program where something was made: the first frame outside of this package and of the JDK. Finding it costs about a
 * microsecond; the line's number is looked up only when it is shown.
 */
final class Site {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String PACKAGE = "dev.rapier.async.";

    private final StackWalker.StackFrame frame;

    private Site(StackWalker.StackFrame frame) {
        this.frame = frame;
    }

    /** The place that the caller was called from; null where all frames are the JDK's and ours. */
    static @Nullable Site here() {
        return WALKER.walk(frames -> frames.filter(frame -> isUsers(frame.getClassName()))
                .findFirst()
                .map(Site::new)
                .orElse(null));
    }

    /** Whether a class is neither of this package nor of the JDK. */
    static boolean isUsers(String type) {
        return !type.startsWith("java.")
                && !type.startsWith("jdk.")
                && !(type.startsWith(PACKAGE) && type.indexOf('.', PACKAGE.length()) < 0);
    }

    /** File and line, {@code Users.java:12}; the class where the file is not known. */
    @Override
    public String toString() {
        String file = frame.getFileName();
        return (file == null ? frame.getClassName() : file) + ":" + frame.getLineNumber();
    }
}
