package dev.rapier.vertx;

import dev.rapier.web.engine.Route;

/** Runs the handlers that promise not to block, on the event loop. */
interface LoopWatch extends AutoCloseable {
    void run(ServerExchange exchange, Route route);

    @Override
    void close();

    /** Trusts the promise. */
    static LoopWatch none() {
        return new LoopWatch() {
            @Override
            public void run(ServerExchange exchange, Route route) {
                exchange.run();
            }

            @Override
            public void close() {}
        };
    }
}
