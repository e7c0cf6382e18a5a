package dev.rapier.vertx;

import dev.rapier.web.engine.Route;
import dev.rapier.web.engine.RoutePlacement;
import java.util.List;

/** Chooses the thread that runs a request's task. Called by the thread of the event loop only. */
interface Dispatcher {
    void dispatch(ServerExchange exchange, Route route);

    /** Where handlers begin, for people. */
    List<RoutePlacement> placements();
}
