package dev.rapier.client.jdk;

import dev.rapier.async.Async;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientTimeouts;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way. The calling thread sends it, writes the body, waits and reads; threads of the JDK's client tell what
 * happened. The thread that waits also watches: the JDK has neither a timeout for writing nor one that reaches the body.
 */
final class JdkCall {
    /** What the call does; decides how long it may take and what a failure means. */
    enum Phase {
        CONNECT,
        WRITE,
        READ
    }

    final ClientRequest request;
    final boolean proxied;
    private final long started = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Runnable onEnd = () -> {};

    // All below are owned by the lock.
    private Phase phase = Phase.CONNECT;
    private long since = started;
    private @Nullable CompletableFuture<HttpResponse<Download>> future;
    private @Nullable HttpResponse<Download> head;
    private @Nullable Throwable failure;
    private boolean aborted;

    JdkCall(ClientRequest request, boolean proxied) {
        this.request = request;
        this.proxied = proxied;
    }

    /** Set once, before the call begins. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    HttpResponse<Download> run(HttpClient http, HttpRequest wanted, Upload upload) throws Exception {
        CompletableFuture<HttpResponse<Download>> sent = http.sendAsync(wanted, info -> new Download(this));
        change(() -> future = sent);
        sent.whenComplete((response, e) -> change(() -> {
            head = response;
            failure = failure == null ? e : failure;
        }));
        if (isAborted()) {
            sent.cancel(true);
        }
        if (!request.payload().isEmpty()) {
            upload.write();
        }
        await(() -> head != null);
        if (head == null) {
            throw new IllegalStateException("waited for a head that is not there");
        }
        return head;
    }

    /** Runs a change of the state under the lock and wakes who waits for it. Any thread may call it. */
    void change(Runnable update) {
        lock.lock();
        try {
            update.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void enter(Phase next) {
        change(() -> {
            phase = next;
            since = System.nanoTime();
        });
    }

    /** What broke the call, told by the JDK's client. */
    void fail(Throwable e) {
        change(() -> failure = failure == null ? e : failure);
    }

    /**
     * Waits until the condition holds, which is asked under the lock. Ends with the exception that belongs to what went wrong: a
     * timeout of the phase or of the whole, an interrupt, a broken connection. The call is over then.
     */
    void await(BooleanSupplier condition) {
        RuntimeException problem = null;
        lock.lock();
        try {
            since = System.nanoTime();
            while (problem == null && !condition.getAsBoolean()) {
                long left = left();
                if (failure != null) {
                    problem = JdkFaults.of(failure, this, phase);
                } else if (left <= 0) {
                    problem = JdkFaults.timeout(request, phase, leftOfTotal() <= 0);
                } else {
                    changed.awaitNanos(left);
                }
            }
        } catch (InterruptedException e) {
            abort();
            throw Async.cancelled(e);
        } finally {
            lock.unlock();
        }
        if (problem != null) {
            abort();
            throw problem;
        }
    }

    /** Nanoseconds until time is up for the phase or the whole. */
    private long left() {
        return Math.min(nanos(limit()) - (System.nanoTime() - since), leftOfTotal());
    }

    private long leftOfTotal() {
        return nanos(request.timeouts().total()) - (System.nanoTime() - started);
    }

    private Duration limit() {
        ClientTimeouts timeouts = request.timeouts();
        return switch (phase) {
            case CONNECT -> timeouts.connect();
            case WRITE -> timeouts.write();
            case READ -> timeouts.read();
        };
    }

    private static long nanos(Duration time) {
        return TimeUnit.NANOSECONDS.convert(time);
    }

    /** Ends the call at once, whatever it does: its connection is closed, with HTTP/2 its stream reset. Any thread may call it. */
    void abort() {
        CompletableFuture<HttpResponse<Download>> sent;
        HttpResponse<Download> received;
        lock.lock();
        try {
            aborted = true;
            sent = future;
            received = head;
            failure = failure == null ? new java.io.IOException("the call was ended") : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (sent != null) {
            sent.cancel(true);
        }
        Download body = received == null ? null : received.body(); // none where a proxy refused a tunnel
        if (body != null) {
            body.stop();
        }
        onEnd.run();
    }

    /** Whether the head of the response is there; asked under the lock. */
    boolean isAnswered() {
        return head != null;
    }

    /** The response has ended by itself. */
    void ended() {
        onEnd.run();
    }

    private boolean isAborted() {
        lock.lock();
        try {
            return aborted;
        } finally {
            lock.unlock();
        }
    }
}
