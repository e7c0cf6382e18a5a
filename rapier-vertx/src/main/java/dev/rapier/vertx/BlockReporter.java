package dev.rapier.vertx;

import dev.rapier.web.engine.Route;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** In development: reports handlers that promise not to block and hold an event loop for over 10 ms, with their stack. */
final class BlockReporter implements LoopWatch {
    private static final long TOO_LONG = Duration.ofMillis(10).toNanos();
    private static final long LOOK_EVERY = Duration.ofMillis(2).toNanos();

    private record Turn(Route route, long began) {}

    private final Thread loop;
    private volatile @Nullable Turn turn;
    private volatile boolean closed;

    /** @param loop the thread of the event loop that is watched */
    BlockReporter(Thread loop) {
        this.loop = loop;
        Thread.ofPlatform().name("rapier-block-reporter").daemon().start(this::watch);
    }

    @Override
    public void run(ServerExchange exchange, Route route) {
        turn = new Turn(route, System.nanoTime());
        try {
            exchange.run();
        } finally {
            turn = null;
        }
    }

    private void watch() {
        Turn reported = null;
        while (!closed) {
            Turn current = turn;
            if (current != null && !current.equals(reported) && System.nanoTime() - current.began() > TOO_LONG) {
                StackTraceElement[] stack = loop.getStackTrace();
                // The stack is of this turn only if the turn still goes on.
                if (current.equals(turn)) {
                    reported = current;
                    report(current, stack);
                }
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    private static void report(Turn turn, StackTraceElement[] stack) {
        var where = new Throwable("where the event loop was");
        where.setStackTrace(stack);
        Logs.ENGINE.log(
                System.Logger.Level.WARNING,
                "The handler of " + turn.route().description()
                        + " is marked as non-blocking but holds an event loop for "
                        + "over 10 ms; all its connections wait. Remove @NonBlocking, or make it @CpuBound",
                where);
    }

    @Override
    public void close() {
        closed = true;
    }
}
