package dev.rapier.vertx;

import dev.rapier.web.engine.Application;
import dev.rapier.web.engine.EngineSettings;
import dev.rapier.web.engine.RoutePlacement;
import dev.rapier.web.engine.RunningEngine;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetServerInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The engine while it runs: a Vert.x of its own, one server per event loop, all on one port. */
final class RunningServer implements RunningEngine {
    /** How long clients may take to read their last answers when the engine closes. */
    private static final Duration FLUSH = Duration.ofSeconds(2);

    private final VertxInternal vertx;
    private final EngineSettings settings;
    private final AcceptGate gate;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final LongAdder inFlight = new LongAdder();
    private final CpuPool cpu = new CpuPool();
    private final List<LoopWatch> watches = new ArrayList<>();
    private final List<IoLoop> loops = new ArrayList<>();
    private final List<NetServerInternal> servers = new ArrayList<>();
    private InetSocketAddress address = new InetSocketAddress(0);

    private RunningServer(VertxInternal vertx, EngineSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        gate = new AcceptGate(OpenFiles.connections(settings.maxConnections()));
    }

    static RunningServer start(
            EngineSettings settings, Application application, DispatchMode mode, Duration longestSlice) {
        int count = settings.eventLoops() > 0 ? settings.eventLoops() : defaultLoops();
        var vertx = (VertxInternal) Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(count)
                        .setPreferNativeTransport(true)
                        .setFileSystemOptions(new FileSystemOptions()
                                .setClassPathResolvingEnabled(false)
                                .setFileCachingEnabled(false)))
                .build();
        var server = new RunningServer(vertx, settings);
        try {
            server.open(count, application, mode, longestSlice);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Half the cores: the other half is for the carriers. On two cores one loop costs half the CPU of two. */
    private static int defaultLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private void open(int count, Application application, DispatchMode mode, Duration longestSlice) {
        Optional<CustomSchedulers> schedulers =
                mode == DispatchMode.LOOP_FIRST ? CustomSchedulers.find() : Optional.empty();
        if (mode == DispatchMode.LOOP_FIRST && schedulers.isEmpty()) {
            Logs.ENGINE.log(
                    System.Logger.Level.INFO,
                    "Requests begin on the JDK''s carrier threads; start java with {0} and quick ones cost less",
                    CustomSchedulers.FLAG);
        }
        SocketAddress where = settings.port() == 0
                ? SocketAddress.sharedRandomPort(1, settings.host())
                : SocketAddress.inetSocketAddress(settings.port(), settings.host());
        for (int i = 0; i < count; i++) {
            ContextInternal context = vertx.createEventLoopContext();
            IoLoop loop = on(context.nettyEventLoop(), () -> {
                VirtualStart virtual = schedulers
                        .<VirtualStart>map(custom -> new LoopFirstStart(custom, longestSlice))
                        .orElseGet(CarrierStart::new);
                LoopWatch watch =
                        Boolean.getBoolean("rapier.dev") ? new BlockReporter(Thread.currentThread()) : LoopWatch.none();
                watches.add(watch);
                var made = new IoLoop(
                        context.nettyEventLoop(),
                        Limits.of(settings),
                        application,
                        new ThreadDispatcher(virtual, cpu, watch),
                        inFlight);
                made.start();
                return made;
            });
            loops.add(loop);
            listen(context, loop, where);
        }
        address = new InetSocketAddress(settings.host(), servers.getFirst().actualPort());
    }

    private void listen(ContextInternal context, IoLoop loop, SocketAddress where) {
        var server = vertx.createNetServer(
                new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true).setAcceptBacklog(1024));
        server.connectHandler(socket -> {
            Channel channel =
                    ((NetSocketInternal) socket).channelHandlerContext().channel();
            gate.entered(channel);
            Pipelines.open(loop, channel);
        });
        try {
            await(server.listen(context, where));
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UncheckedIOException(new IOException(
                    "Can't listen on " + settings.host() + ":" + settings.port() + ": " + cause.getMessage()
                            + ". Is another server running there? Choose another host or port",
                    cause));
        }
        servers.add(server);
    }

    /** Does the work on the thread of an event loop and waits for it. */
    private static <T> T on(Executor loop, Supplier<T> work) {
        var done = new CompletableFuture<T>();
        loop.execute(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done.join();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void stopAccepting() {
        if (stopping.getAndSet(true)) {
            return;
        }
        if (!gate.closePort()) {
            // The grace is ours to give, so theirs is without end.
            servers.forEach(server -> server.shutdown(Duration.ofDays(1)));
        }
        loops.forEach(loop -> loop.execute(loop::drain));
    }

    @Override
    public int inFlight() {
        return inFlight.intValue();
    }

    /** How many connections are open. */
    int connections() {
        return loops.stream()
                .mapToInt(loop -> on(loop::execute, loop::connections))
                .sum();
    }

    @Override
    public List<RoutePlacement> placements() {
        return loops.stream()
                .flatMap(loop -> on(loop::execute, loop::placements).stream())
                .toList();
    }

    @Override
    public void close() {
        if (loops.stream().anyMatch(IoLoop::isCurrentThread)) {
            throw new IllegalStateException("An event loop can't wait for its own end: close from another thread");
        }
        if (closing.getAndSet(true)) {
            return;
        }
        stopAccepting();
        loops.forEach(loop -> loop.execute(() -> loop.close("The server ends")));
        // What was answered may still be on its way; a client that does not read can't hold us up.
        for (IoLoop loop : loops) {
            loop.allClosed()
                    .completeOnTimeout(null, FLUSH.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        await(vertx.close());
        cpu.close();
        watches.forEach(LoopWatch::close);
    }
}
