package dev.rapier.vertx;

import dev.rapier.web.engine.Route;
import dev.rapier.web.engine.RoutePlacement;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Every virtual thread begins on the carriers of the JDK's scheduler. */
final class CarrierStart implements VirtualStart {
    private final ThreadFactory threads =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    @Override
    public void start(ServerExchange exchange, Route route) {
        threads.newThread(exchange).start();
    }

    @Override
    public List<RoutePlacement> placements() {
        return List.of();
    }
}
