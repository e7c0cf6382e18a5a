package dev.rapier.inprocess;

import dev.rapier.async.Async;
import dev.rapier.async.Coroutine;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.Transport;
import dev.rapier.client.TransportResponse;
import dev.rapier.http.HttpStatus;
import dev.rapier.web.App;
import dev.rapier.web.RunningApp;
import dev.rapier.web.memory.MemoryCall;
import dev.rapier.web.memory.MemoryEngine;
import dev.rapier.web.memory.MemoryRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Lets a client speak to an application in this process: the whole way of a request and of its answer, without a socket. For tests, and
 * for programs that call themselves.
 *
 * {@snippet :
 * try (var client = Client.builder().transport(AppTransport.of(app)).baseUrl("http://app").build()) {
 *     assertThat(client.get("/users/7").json(User.class)).isEqualTo(new User(7, "ada"));
 * }
 * }
 *
 * <p>The application is started when this is made, and stopped with the client. What a handler throws that is the server's fault, also in
 * the middle of a stream and in a background task, is thrown by the call, unless {@link #raiseServerErrors} says otherwise. The end of a body
 * waits for the background tasks. A cancel of the calling task is a client that goes away. Bodies are streamed, so that endless ones can
 * be read piece by piece. Timeouts of the client are not looked at; deadlines of scopes are.
 */
public final class AppTransport implements Transport {
    private final MemoryEngine engine = new MemoryEngine();
    private final RunningApp running;
    private boolean raiseServerErrors = true;
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);

    private AppTransport(App app) {
        running = app.start(engine);
    }

    /** Starts the application; throws what its start throws. */
    public static AppTransport of(App app) {
        return new AppTransport(app);
    }

    /** Whether failures of the server are thrown, rather than answered by status 500 and broken bodies; true unless set. To be set before the first call. */
    public AppTransport raiseServerErrors(boolean value) {
        raiseServerErrors = value;
        return this;
    }

    /** Where requests seem to come from; port 50000 of this machine unless set. To be set before the first call. */
    public AppTransport from(InetSocketAddress client) {
        address = client;
        return this;
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        String query = request.url().getRawQuery();
        var sent = new MemoryRequest(
                        request.method(),
                        request.url().getRawPath() + (query == null ? "" : "?" + query),
                        request.headers(),
                        request.buffered().payload().toBytes())
                .from(request.url().getScheme(), address);
        MemoryCall call = engine.send(sent);
        int status = waiting(call, call::status);
        raiseIfFailed(call);
        return new TransportResponse(
                status, HttpStatus.phrase(status), "HTTP/1.1", call.headers(), new AppBody(this, call));
    }

    /** Waits for something of the server; a cancel is a client that goes away. */
    <T> T waiting(MemoryCall call, Coroutine<T> what) {
        T value = Async.cancellable(what, call::disconnect);
        Async.checkpoint(); // what a server says to a client that has gone is no answer
        return value;
    }

    void raiseIfFailed(MemoryCall call) {
        if (raiseServerErrors && call.failure().isPresent()) {
            throw AppTransport.<RuntimeException>sneaky(call.failure().get());
        }
    }

    /** What a handler threw comes as it is, of whatever type. */
    @SuppressWarnings("unchecked") // the cast is erased; that is the trick
    private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    @Override
    public void close() {
        running.stop();
    }
}
