package dev.rapier.vertx;

import dev.rapier.web.engine.Route;
import dev.rapier.web.engine.RoutePlacement;
import java.util.List;

/** Starts the virtual thread of a request. Called by the thread of the event loop only. */
interface VirtualStart {
    void start(ServerExchange exchange, Route route);

    /** Where handlers begin, for people. */
    List<RoutePlacement> placements();
}
