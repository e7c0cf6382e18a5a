package dev.rapier.opentelemetry;

import dev.rapier.async.ContextBridge;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries OpenTelemetry's current context, and with it the span and the baggage, to the tasks that a task starts: a span made in a
 * child of {@code gather} has the caller's as its parent. What a child makes current stays with it.
 */
public final class OpenTelemetryBridge implements ContextBridge {
    /** For the service loader. */
    public OpenTelemetryBridge() {}

    /** What was current before a task, and the scope that the task runs in. */
    private record Installed(Context before, Scope scope) {}

    @Override
    public Object capture() {
        return Context.current();
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // restore() closes it
    public Object install(@Nullable Object captured) {
        Context context = (Context) Objects.requireNonNull(captured, "captured");
        return new Installed(Context.current(), context.makeCurrent());
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the thread goes back as it was: this scope is to stay
    public void restore(@Nullable Object before) {
        Installed installed = (Installed) Objects.requireNonNull(before, "before");
        installed.scope.close();
        if (Context.current() != installed.before) {
            installed.before.makeCurrent(); // the task left a scope open, which made the close above void
        }
    }
}
