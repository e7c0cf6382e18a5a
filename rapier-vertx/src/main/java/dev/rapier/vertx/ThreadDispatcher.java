package dev.rapier.vertx;

import dev.rapier.web.engine.Route;
import dev.rapier.web.engine.RoutePlacement;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Runs each task on a thread of its route's kind. */
final class ThreadDispatcher implements Dispatcher {
    private final VirtualStart virtual;
    private final CpuPool cpu;
    private final LoopWatch watch;

    ThreadDispatcher(VirtualStart virtual, CpuPool cpu, LoopWatch watch) {
        this.virtual = virtual;
        this.cpu = cpu;
        this.watch = watch;
    }

    @Override
    public void dispatch(ServerExchange exchange, Route route) {
        switch (route.kind()) {
            case VIRTUAL -> virtual.start(exchange, route);
            case CPU_BOUND -> compute(exchange);
            case NON_BLOCKING -> watch.run(exchange, route);
        }
    }

    private void compute(ServerExchange exchange) {
        try {
            cpu.execute(exchange);
        } catch (RejectedExecutionException e) {
            exchange.overloaded();
        }
    }

    @Override
    public List<RoutePlacement> placements() {
        return virtual.placements();
    }
}
