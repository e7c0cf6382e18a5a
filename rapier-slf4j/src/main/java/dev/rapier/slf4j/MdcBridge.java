package dev.rapier.slf4j;

import dev.rapier.async.ContextBridge;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries SLF4J's mapped diagnostic context to the tasks that a task starts: what was put there before {@code gather} or {@code
 * start} is in the log lines of the children. A child has a copy; what it puts stays with it. The stacks of {@link
 * MDC#pushByKey} are not carried, since SLF4J can't copy all of them.
 */
public final class MdcBridge implements ContextBridge {
    /** For the service loader. */
    public MdcBridge() {}

    @Override
    public @Nullable Object capture() {
        Map<String, String> values = MDC.getCopyOfContextMap();
        return values == null || values.isEmpty() ? null : values;
    }

    @Override
    public @Nullable Object install(@Nullable Object captured) {
        Object before = capture();
        if (captured != null || before != null) { // a new thread whose starter had nothing needs nothing
            set(captured);
        }
        return before;
    }

    @Override
    public void restore(@Nullable Object before) {
        set(before);
    }

    @SuppressWarnings("unchecked") // only capture() makes it
    private static void set(@Nullable Object values) {
        if (values == null) {
            MDC.clear();
        } else {
            MDC.setContextMap((Map<String, String>) values);
        }
    }
}
