package dev.rapier.vertx;

import dev.rapier.web.engine.EngineSettings;
import dev.rapier.web.engine.RunningEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A running engine on a free port. */
record TestServer(RunningEngine engine) implements AutoCloseable {
    static TestServer start(DispatchMode mode, TestApplication application) {
        return start(mode, application, settings -> settings);
    }

    static TestServer start(DispatchMode mode, TestApplication application, UnaryOperator<EngineSettings> change) {
        EngineSettings settings = change.apply(EngineSettings.defaults().withPort(0));
        return new TestServer(new VertxEngine(mode).start(settings, application));
    }

    RawClient connect() throws IOException {
        return new RawClient(engine.address());
    }

    /** Connections that the server holds open. */
    int connections() {
        return ((RunningServer) engine).connections();
    }

    /** Waits until the condition holds, at most ten seconds. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited in vain: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
