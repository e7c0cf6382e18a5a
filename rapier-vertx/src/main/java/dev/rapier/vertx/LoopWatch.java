package dev.rapier.vertx;

import dev.rapier.web.engine.Route;

/** Runs the handlers that promise not to block, on the event loop. */
interface LoopWatch {
    void run(ServerExchange exchange, Route route);

    /** Trusts the promise. */
    static LoopWatch none() {
        return (exchange, route) -> exchange.run();
    }
}
