package dev.rapier.vertx;

import dev.rapier.web.engine.Application;
import dev.rapier.web.engine.EngineSettings;
import dev.rapier.web.engine.RequestTask;
import dev.rapier.web.engine.RoutePlacement;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One event loop of a running engine: its connections, its coarse clock and its way to the application. All state is
 * owned by the loop's thread; only {@link #execute} and {@link #isCurrentThread} may be called by others.
 */
final class IoLoop {
    private final EventLoop eventLoop;
    private final Limits limits;
    private final Application application;
    private final Dispatcher dispatcher;
    private final LongAdder inFlight;
    private final DateHeader date = new DateHeader();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final CompletableFuture<@Nullable Void> allClosed = new CompletableFuture<>();
    private int now;
    private boolean draining;
    private boolean closed;

    IoLoop(EventLoop eventLoop, Limits limits, Application application, Dispatcher dispatcher, LongAdder inFlight) {
        this.eventLoop = eventLoop;
        this.limits = limits;
        this.application = application;
        this.dispatcher = dispatcher;
        this.inFlight = inFlight;
    }

    /** Starts the clock. */
    void start() {
        long tick = limits.tick().toNanos();
        // With a fixed delay a process that was frozen for a minute ticks once, not sixty times.
        eventLoop.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        now++;
        date.update();
        forEach(Connection::tick);
    }

    /** Also for connections that end while they are visited. */
    private void forEach(Consumer<Connection> visit) {
        for (Connection connection : new ArrayList<>(connections)) {
            visit.accept(connection);
        }
    }

    /** Ticks since the start. */
    int now() {
        return now;
    }

    Limits limits() {
        return limits;
    }

    EngineSettings settings() {
        return limits.settings();
    }

    /** The line {@code date: ..} with its line end. */
    byte[] dateLine() {
        return date.line();
    }

    String dateValue() {
        return date.value();
    }

    boolean isDraining() {
        return draining;
    }

    void opened(Connection connection) {
        connections.add(connection);
        if (closed) {
            connection.close("The server has ended");
        } else if (draining) {
            connection.drain();
        }
    }

    void closed(Connection connection) {
        connections.remove(connection);
        completeIfEmpty();
    }

    private void completeIfEmpty() {
        if (closed && connections.isEmpty()) {
            allClosed.complete(null);
        }
    }

    int connections() {
        return connections.size();
    }

    void drain() {
        draining = true;
        forEach(Connection::drain);
    }

    void close(String reason) {
        draining = true;
        closed = true;
        forEach(connection -> connection.close(reason));
        completeIfEmpty();
    }

    /** Completes when all connections have closed after {@link #close}. For any thread. */
    CompletableFuture<@Nullable Void> allClosed() {
        return allClosed;
    }

    /** Hands a request to the application. */
    void accept(ServerExchange exchange) {
        inFlight.increment();
        RequestTask task;
        try {
            task = application.accept(exchange);
        } catch (RuntimeException e) {
            Logs.later(
                    Logs.ENGINE,
                    System.Logger.Level.ERROR,
                    "The application failed to accept " + exchange.method() + " " + exchange.path(),
                    e);
            exchange.run();
            return;
        }
        exchange.accepted(task);
        dispatcher.dispatch(exchange, task.route());
    }

    /** Where handlers begin, for people. */
    List<RoutePlacement> placements() {
        return dispatcher.placements();
    }

    LongAdder inFlight() {
        return inFlight;
    }

    /** Runs the task on the loop's thread, later; never when the loop has ended, for then there is nobody to answer. */
    void execute(Runnable task) {
        try {
            eventLoop.execute(task);
        } catch (RejectedExecutionException ended) {
            Logs.ENGINE.log(System.Logger.Level.DEBUG, "An answer came after the engine had ended", ended);
        }
    }

    boolean isCurrentThread() {
        return eventLoop.inEventLoop();
    }
}
