package dev.rapier.vertx;

import dev.rapier.http.Headers;
import dev.rapier.web.engine.BodyStream;
import dev.rapier.web.engine.Exchange;
import dev.rapier.web.engine.RequestTask;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. As a Runnable it runs the request's task, on the thread that the dispatcher chose.
 *
 * <p>Its state says who may write the answer. While the task's first slice runs on the event loop itself, an answer is
 * only left here: the loop picks it up when the slice ends, which saves a round through the loop's task queue. Later, or
 * elsewhere, the answer is handed to the loop as a task.
 */
final class ServerExchange implements Exchange, Runnable {
    /** The first slice runs on the loop; nothing was answered. */
    private static final int ON_LOOP = 0;
    /** Nothing was answered. */
    private static final int OPEN = 1;
    /** Somebody is about to answer. */
    private static final int CLAIMED_ON_LOOP = 2;

    private static final int CLAIMED = 3;
    /** The answer waits for the end of the slice on the loop. */
    private static final int READY_ON_LOOP = 4;
    /** The answer was handed to the loop, or dropped. */
    private static final int HANDED = 5;

    private static final VarHandle STATE;
    private static final VarHandle UNFINISHED;

    static {
        try {
            var lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(ServerExchange.class, "state", int.class);
            UNFINISHED = lookup.findVarHandle(ServerExchange.class, "unfinished", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final IoLoop loop;
    private final Responder responder;
    private final RequestHead head;
    private final byte[] body;

    // Written by the loop before the task starts.
    private @Nullable RequestTask task;

    /** The first slice on a carrier, in nanoseconds: when it began, and how long it took (0 while unknown). */
    long sliceBegan;

    long sliceTook;

    @Nullable
    RouteSlices slices;

    // The answer: written by whoever claimed the exchange, read by the loop.
    private int status;
    private String[] fields = HeaderFields.NONE;
    private byte[] answer = NO_BYTES;
    private @Nullable QueuedBody stream;

    // Owned by the loop: whether the answer is complete, or the client has gone.
    private boolean complete;

    @SuppressWarnings("unused") // through STATE
    private volatile int state = OPEN;

    /** Task and answer: the request is in flight until both have ended. */
    @SuppressWarnings("unused") // through UNFINISHED
    private volatile int unfinished = 2;

    static final byte[] NO_BYTES = {};

    ServerExchange(IoLoop loop, Responder responder, RequestHead head, byte[] body) {
        this.loop = loop;
        this.responder = responder;
        this.head = head;
        this.body = body;
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String path() {
        return head.path();
    }

    @Override
    public @Nullable String query() {
        return head.query();
    }

    @Override
    public String scheme() {
        return head.scheme();
    }

    @Override
    public String httpVersion() {
        return head.httpVersion();
    }

    @Override
    public String authority() {
        return head.authority();
    }

    @Override
    public Headers headers() {
        return head.headers();
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return head.remoteAddress();
    }

    int status() {
        return status;
    }

    /** Names at even places, values at odd ones; checked. */
    String[] fields() {
        return fields;
    }

    byte[] answer() {
        return answer;
    }

    boolean isHead() {
        return head.method().equals("HEAD");
    }

    /** On the loop: takes the task that will answer. */
    void accepted(RequestTask task) {
        this.task = task;
    }

    /** Runs the task on the current thread. */
    @Override
    public void run() {
        try {
            // No task: the application failed to make one.
            if (task != null) {
                task.run();
            }
        } catch (Throwable e) {
            Logs.later(
                    Logs.ENGINE,
                    System.Logger.Level.ERROR,
                    "A request task threw, which none may: " + method() + " " + path(),
                    e);
        } finally {
            ensureAnswered();
            sideEnded();
        }
    }

    /** A task that ends without an answer would leave the client waiting for ever. */
    private void ensureAnswered() {
        QueuedBody streamed = stream;
        if (streamed != null) {
            streamed.abortUnlessEnded();
        } else if (claim()) {
            answerWith(500, HeaderFields.TEXT, "Internal Server Error".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void respond(int status, Headers headers, byte[] body) {
        String[] checked = HeaderFields.of(headers);
        claimOrThrow();
        answerWith(status, checked, body);
    }

    private void answerWith(int status, String[] fields, byte[] body) {
        this.status = status;
        this.fields = fields;
        answer = body;
        noteSlice();
        if (!STATE.compareAndSet(this, CLAIMED_ON_LOOP, READY_ON_LOOP)) {
            STATE.setRelease(this, HANDED);
            if (loop.isCurrentThread()) {
                writeAnswer();
            } else {
                loop.execute(this::writeAnswer);
            }
        }
    }

    @Override
    public BodyStream stream(int status, Headers headers) {
        String[] checked = HeaderFields.of(headers);
        claimOrThrow();
        this.status = status;
        fields = checked;
        noteSlice();
        var queued = new QueuedBody(loop, responder, this);
        stream = queued;
        STATE.setRelease(this, HANDED);
        queued.schedule();
        return queued;
    }

    private void claimOrThrow() {
        if (!claim()) {
            throw new IllegalStateException(
                    "The request " + method() + " " + path() + " was answered before; an exchange takes one answer");
        }
    }

    private boolean claim() {
        return STATE.compareAndSet(this, OPEN, CLAIMED) || STATE.compareAndSet(this, ON_LOOP, CLAIMED_ON_LOOP);
    }

    /** On the loop: the first slice is about to run here. */
    void sliceBegins() {
        STATE.setRelease(this, ON_LOOP);
    }

    /** On the loop: the first slice ended here; sends the answer if there is one. */
    void sliceEnded() {
        if (STATE.compareAndSet(this, READY_ON_LOOP, HANDED)) {
            writeAnswer();
        } else if (!STATE.compareAndSet(this, ON_LOOP, OPEN)) {
            STATE.compareAndSet(this, CLAIMED_ON_LOOP, CLAIMED);
        }
    }

    /** On a carrier: runs the first slice and notes how long it takes, unless the answer came before it ended. */
    void runFirstSlice(Runnable slice) {
        sliceBegan = System.nanoTime();
        slice.run();
        noteSlice();
    }

    /** On the loop: there is no thread for the task. */
    void overloaded() {
        if (task != null) {
            task.discarded();
        }
        if (claim()) {
            answerWith(Refusal.OVERLOADED.status(), Refusal.OVERLOADED.fields(), Refusal.OVERLOADED.body());
        }
        sideEnded();
    }

    private void noteSlice() {
        if (sliceBegan != 0 && sliceTook == 0) {
            sliceTook = System.nanoTime() - sliceBegan;
        }
    }

    private void writeAnswer() {
        recordSlice();
        if (!complete) {
            responder.answer(this);
        }
    }

    /** On the loop: passes on how long the first slice took on a carrier. */
    void recordSlice() {
        if (slices != null && sliceTook != 0) {
            slices.record(sliceTook);
            slices = null;
        }
    }

    /** On the loop: the answer has been given to the socket in full. */
    void completed() {
        if (!complete) {
            complete = true;
            sideEnded();
        }
    }

    /** On the loop: the client has gone, or the server ends, before the answer was complete. */
    void gone(String reason) {
        if (complete) {
            return;
        }
        complete = true;
        if (task != null) {
            task.cancel(reason);
        }
        QueuedBody streamed = stream;
        if (streamed != null) {
            streamed.gone(reason);
        }
        sideEnded();
    }

    boolean isComplete() {
        return complete;
    }

    private void sideEnded() {
        if ((int) UNFINISHED.getAndAdd(this, -1) == 1) {
            loop.inFlight().decrement();
        }
    }
}
