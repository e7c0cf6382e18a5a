package dev.rapier.vertx;

import dev.rapier.web.engine.Route;
import dev.rapier.web.engine.RoutePlacement;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A virtual thread begins on the event loop that read its request, and goes on with the carriers of the JDK's scheduler
 * after its first wait: a handler that never waits costs no change of thread. Routes whose first slices are long begin
 * on the carriers; {@link RouteSlices} decides. Owned by the loop.
 */
final class LoopFirstStart implements VirtualStart {
    /** Routes are few; should an application make them up as it goes, we stop learning rather than leak. */
    private static final int MAX_ROUTES = 10_000;

    private final long longestSlice;
    private final LoopScheduler scheduler;
    private final Thread.Builder threads;
    private final IdentityHashMap<Route, RouteSlices> routes = new IdentityHashMap<>();

    /**
     * @param schedulers makes virtual threads of our own scheduler
     * @param longestSlice a handler should not hold the loop for longer
     */
    LoopFirstStart(CustomSchedulers schedulers, Duration longestSlice) {
        this.longestSlice = longestSlice.toNanos();
        scheduler = new LoopScheduler(Thread.currentThread(), schedulers.carriers());
        threads = schedulers.builder(scheduler).inheritInheritableThreadLocals(false);
    }

    @Override
    public void start(ServerExchange exchange, Route route) {
        RouteSlices slices = slices(route);
        Thread thread = threads.unstarted(exchange);
        if (slices.beginsOnLoop()) {
            exchange.sliceBegins();
            long began = System.nanoTime();
            scheduler.startHere(thread);
            slices.record(System.nanoTime() - began);
            exchange.sliceEnded();
        } else {
            exchange.slices = slices;
            scheduler.startOnCarriers(thread, exchange);
        }
    }

    private RouteSlices slices(Route route) {
        RouteSlices known = routes.get(route);
        if (known == null) {
            known = new RouteSlices(route, longestSlice);
            if (routes.size() < MAX_ROUTES) {
                routes.put(route, known);
            }
        }
        return known;
    }

    @Override
    public List<RoutePlacement> placements() {
        return routes.values().stream().map(RouteSlices::placement).toList();
    }
}
