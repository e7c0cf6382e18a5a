package dev.rapier.web.memory;

import dev.rapier.http.Headers;
import dev.rapier.web.engine.Application;
import dev.rapier.web.engine.Engine;
import dev.rapier.web.engine.EngineSettings;
import dev.rapier.web.engine.RequestTask;
import dev.rapier.web.engine.RunningEngine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An engine without sockets. It treats an application as one with sockets does: routes are found on a thread of the engine,
 * handlers run on a thread of their kind, a streamed body has a bounded queue, and a client can go away.
 *
 * <p>Serves one application at a time; safe for any number of clients.
 */
public final class MemoryEngine implements Engine {
    private final Set<MemoryCall> calls = ConcurrentHashMap.newKeySet();
    private @Nullable ExecutorService loop;
    private @Nullable ExecutorService cpuBound;
    private volatile @Nullable Application application;
    private volatile boolean accepting;

    /** An engine that serves nothing yet. */
    public MemoryEngine() {}

    @Override
    public RunningEngine start(EngineSettings settings, Application served) {
        var io = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("memory-loop").daemon().factory());
        var pool = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().name("memory-cpu-", 0).daemon().factory());
        loop = io;
        cpuBound = pool;
        application = served;
        accepting = true;
        return new Running(settings.port(), io, pool);
    }

    /**
     * Sends a request and returns at once.
     *
     * @param target path and query as they stand in a request line: {@code /items?skip=3}
     * @throws IllegalStateException if no application is being served
     */
    public MemoryCall send(String method, String target, Headers headers, byte[] body) {
        return send(new MemoryRequest(method, target, headers, body));
    }

    /**
     * Sends a request and returns at once.
     *
     * @throws IllegalStateException if no application is being served
     */
    public MemoryCall send(MemoryRequest request) {
        Application served = application;
        ExecutorService io = loop;
        if (served == null || io == null || !accepting) {
            throw new IllegalStateException("The engine serves no application, or accepts no more requests");
        }
        var call = new MemoryCall(request);
        calls.add(call);
        io.execute(() -> accept(served, call));
        return call;
    }

    private void accept(Application served, MemoryCall call) {
        RequestTask task = served.accept(call.exchange());
        call.accepted(task);
        Runnable run = () -> {
            task.run();
            calls.remove(call);
            call.ended();
        };
        switch (task.route().kind()) {
            case VIRTUAL -> Thread.ofVirtual().start(run);
            case CPU_BOUND -> {
                if (cpuBound != null) {
                    cpuBound.execute(run);
                }
            }
            case NON_BLOCKING -> run.run();
        }
    }

    private final class Running implements RunningEngine {
        private final int port;
        private final ExecutorService io;
        private final ExecutorService pool;

        Running(int port, ExecutorService io, ExecutorService pool) {
            this.port = port;
            this.io = io;
            this.pool = pool;
        }

        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public void stopAccepting() {
            accepting = false;
        }

        @Override
        public int inFlight() {
            return calls.size();
        }

        @Override
        public void close() {
            accepting = false;
            application = null;
            calls.forEach(call -> call.disconnect("the server was closed"));
            io.shutdown();
            pool.shutdown();
        }
    }
}
