package dev.rapier.web;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.CancelScope;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Outcome;
import dev.rapier.async.RootTask;
import dev.rapier.web.encoding.JsonEncoder;
import dev.rapier.web.encoding.TypedEncoder;
import dev.rapier.web.engine.Exchange;
import dev.rapier.web.engine.RequestTask;
import dev.rapier.web.engine.ThreadKind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request from its handler to its answer: steps 4 to 6 of the way of a request. */
final class RequestRun implements RequestTask {
    private final Service service;
    private final Exchange exchange;
    private final Endpoint endpoint;
    private final Handler handler;
    private final Request request;
    private final Sending sending;

    private final RootTask<?> task;

    /** When it arrived, in nano time. */
    private final long arrived = System.nanoTime();

    /** Whether a place among the requests in flight is taken; owned by the thread that has the request. */
    private boolean admitted;

    /** Why the request was cancelled; set once, from any thread. */
    private volatile @Nullable String cancelled;

    RequestRun(Service service, Exchange exchange, Endpoint endpoint, Handler handler, Request request) {
        this.service = service;
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.handler = handler;
        this.request = request;
        this.sending = new Sending(exchange);
        this.task = RootTask.of(endpoint.name(), this::serve);
    }

    @Override
    public Endpoint route() {
        return endpoint;
    }

    /** Tries to take a place among the requests in flight without waiting. */
    boolean tryAdmit() {
        admitted = service.limit().tryEnter();
        return admitted;
    }

    @Override
    public void cancel(String reason) {
        if (endpoint.cancelledWithClient()) {
            cancelAtOnce(reason);
        }
    }

    /** Cancels also a handler that may outlive its client: the server ends. */
    void cancelAtOnce(String reason) {
        if (cancelled == null) {
            cancelled = reason;
        }
        task.cancel(reason);
    }

    @Override
    public void discarded() {
        leave();
    }

    @Override
    public void run() {
        try {
            task.run();
            switch (task.outcome()) {
                case Outcome.Success<?> _ -> {}
                case Outcome.Failure(Throwable error) -> giveUp(error);
                case Outcome.Cancelled(Cancellation why) -> giveUp(why);
            }
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            leave();
        }
    }

    private void leave() {
        if (admitted) {
            service.limit().leave();
        }
        service.ended(this);
    }

    /** A cancelled request is no error and gets no error page; only a client that still waits gets an answer at all. */
    private void giveUp(Throwable why) {
        String reason = cancelled;
        if (reason == null && why instanceof Cancellation cancellation) {
            reason = cancellation.reason();
        }
        if (reason == null) {
            failed(why);
        } else {
            RequestLog.cancelled(exchange, endpoint, reason);
        }
        if (!sending.begun()) {
            Response page = reason == null
                    ? ExceptionHandlers.internalServerError()
                    : Service.unavailable().response();
            page.send(sending);
        }
    }

    private boolean serve() throws Exception {
        endpoint.begin();
        Optional<Duration> limit =
                endpoint.cancelledWithClient() ? service.deadline().of(exchange.headers()) : Optional.empty();
        boolean answered = limit.isPresent() ? inTime(limit.get()) : answer();
        if (answered) {
            runBackgroundTasks();
        }
        return answered;
    }

    /** Answers within this time from the arrival; when it has passed, whatever still runs is cancelled, and the answer is 504. */
    private boolean inTime(Duration limit) {
        Duration left = limit.minusNanos(System.nanoTime() - arrived);
        Coroutine<Boolean> answer = this::answer;
        Optional<Boolean> answered = left.isPositive() ? Async.moveOnAfter(left, answer) : Optional.empty();
        if (answered.isEmpty() && !sending.begun()) {
            RequestLog.cancelled(exchange, endpoint, "the answer took longer than " + limit.toMillis() + " ms");
            new HttpException(504).response().send(sending);
        }
        return answered.orElse(false);
    }

    /** Whether the handler's own answer was sent. */
    private boolean answer() throws Exception {
        try {
            if (!admitted && endpoint.kind() != ThreadKind.NON_BLOCKING) {
                admitted = service.limit().enter();
                if (!admitted) {
                    throw Service.unavailable();
                }
            }
            // Made into bytes while what it was made of is still open, sent when all of that has ended well.
            new ProvidedCall(service.providers(endpoint), handler, request, this::response)
                    .run()
                    .send(sending);
            return true;
        } catch (Cancellation cancellation) {
            throw cancellation;
        } catch (BrokenBody broken) {
            if (cancelled == null) {
                RequestLog.brokenBody(exchange, endpoint, broken);
                if (!broken.clientGone()) {
                    exchange.failed(broken.getCause() == null ? broken : broken.getCause());
                }
            }
            return false;
        } catch (Throwable failure) { // also an Error: the client gets a page, the log gets a line
            if (cancelled != null) {
                throw failure;
            }
            throwIfTooLate(failure);
            answer(failure);
            return false;
        }
    }

    /** What a library makes of a cancel is a cancel all the same. */
    private static void throwIfTooLate(Throwable failure) {
        if (CancelScope.current().isCancelled()) {
            try {
                Async.checkpoint();
            } catch (Cancellation cancellation) {
                cancellation.addSuppressed(failure);
                throw cancellation;
            }
        }
    }

    private Response response(@Nullable Object result) {
        return switch (result) {
            case Response response -> response;
            case AsyncGenerator<?> items -> JsonLines.of(items).status(endpoint.status());
            case null, default -> json(result);
        };
    }

    private Response json(@Nullable Object result) {
        TypedEncoder encoder = endpoint.encoder();
        return JsonResponse.ofEncoded(encoder == null ? JsonEncoder.SHARED.encode(result) : encoder.encode(result))
                .status(endpoint.status());
    }

    private void answer(Throwable failure) {
        ExceptionHandlers.Found found = service.exceptionHandlers().find(failure);
        if (found.logged()) {
            failed(failure);
        }
        Response page;
        try {
            page = response(found.handler().handle(request, failure));
        } catch (Exception second) {
            second.addSuppressed(failure);
            failed(second);
            page = ExceptionHandlers.internalServerError();
        }
        page.send(sending);
    }

    private void failed(Throwable failure) {
        RequestLog.failed(exchange, endpoint, failure);
        exchange.failed(failure);
    }

    private void runBackgroundTasks() {
        try {
            request.runBackgroundTasks();
        } catch (Exception failure) {
            if (cancelled == null) {
                RequestLog.backgroundFailed(exchange, endpoint, failure);
                exchange.failed(failure);
            }
        }
    }
}
