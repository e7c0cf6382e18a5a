package dev.rapier.vertx;

import dev.rapier.http.HeaderList;
import dev.rapier.web.engine.Application;
import dev.rapier.web.engine.Exchange;
import dev.rapier.web.engine.RequestTask;
import dev.rapier.web.engine.Route;
import dev.rapier.web.engine.ThreadKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A small application: handlers by path, and a record of what was cancelled. */
final class TestApplication implements Application {
    interface Handler {
        void handle(Exchange exchange) throws Exception;
    }

    record TestRoute(String description, ThreadKind kind, Handler handler) implements Route {}

    final Queue<String> cancelled = new ConcurrentLinkedQueue<>();
    final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, TestRoute> routes = new ConcurrentHashMap<>();
    private final TestRoute notFound = new TestRoute("not found", ThreadKind.VIRTUAL, e -> text(e, 404, "Not Found"));

    TestApplication on(String path, Handler handler) {
        return on(path, ThreadKind.VIRTUAL, handler);
    }

    TestApplication on(String path, ThreadKind kind, Handler handler) {
        routes.put(path, new TestRoute(path, kind, handler));
        return this;
    }

    @Override
    public RequestTask accept(Exchange exchange) {
        accepted.add(exchange.method() + " " + exchange.path());
        TestRoute route = routes.getOrDefault(exchange.path(), notFound);
        return new TestTask(this, exchange, route);
    }

    static void text(Exchange exchange, int status, String text) {
        exchange.respond(
                status,
                HeaderList.of("content-type", "text/plain; charset=utf-8"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    /** Cancelling interrupts the thread, as a root task does for foreign code. */
    private static final class TestTask implements RequestTask {
        private final TestApplication application;
        private final Exchange exchange;
        private final TestRoute route;
        private Thread runner;
        private boolean ended;

        TestTask(TestApplication application, Exchange exchange, TestRoute route) {
            this.application = application;
            this.exchange = exchange;
            this.route = route;
        }

        @Override
        public Route route() {
            return route;
        }

        @Override
        public synchronized void cancel(String reason) {
            application.cancelled.add(exchange.path() + ": " + reason);
            if (runner != null && !ended) {
                runner.interrupt();
            }
        }

        @Override
        public void discarded() {}

        @Override
        public void run() {
            synchronized (this) {
                runner = Thread.currentThread();
            }
            try {
                route.handler().handle(exchange);
            } catch (Throwable e) {
                application.failures.add(e);
            } finally {
                synchronized (this) {
                    ended = true;
                    Thread.interrupted();
                }
            }
        }
    }
}
