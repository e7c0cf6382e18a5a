package dev.rapier.vertx;

import dev.rapier.web.engine.Application;
import dev.rapier.web.engine.Engine;
import dev.rapier.web.engine.EngineSettings;
import dev.rapier.web.engine.RunningEngine;
import java.time.Duration;

/**
 * HTTP/1.1 and HTTP/2 on the event loops of Vert.x. Found by {@link java.util.ServiceLoader}.
 *
 * <p>System properties: {@code rapier.dispatch} ({@code loop-first}, the default, or {@code carriers}) says where the
 * virtual threads of requests begin; {@code rapier.dev=true} reports handlers that block an event loop.
 */
public final class VertxEngine implements Engine {
    /** Longer than this no handler should hold an event loop. */
    private static final Duration LONGEST_SLICE = Duration.ofNanos(500_000);

    private final DispatchMode mode;
    private final Duration longestSlice;

    /** An engine as the system properties say. */
    public VertxEngine() {
        this(DispatchMode.configured());
    }

    VertxEngine(DispatchMode mode) {
        this(mode, LONGEST_SLICE);
    }

    VertxEngine(DispatchMode mode, Duration longestSlice) {
        this.mode = mode;
        this.longestSlice = longestSlice;
    }

    @Override
    public RunningEngine start(EngineSettings settings, Application application) {
        return RunningServer.start(settings, application, mode, longestSlice);
    }
}
