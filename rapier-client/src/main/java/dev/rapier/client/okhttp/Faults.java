package dev.rapier.client.okhttp;

import dev.rapier.async.Async;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientTimeouts;
import dev.rapier.client.ConnectFailedException;
import dev.rapier.client.ConnectTimeoutException;
import dev.rapier.client.LocalProtocolException;
import dev.rapier.client.ProxyException;
import dev.rapier.client.ReadFailedException;
import dev.rapier.client.ReadTimeoutException;
import dev.rapier.client.RemoteProtocolException;
import dev.rapier.client.TotalTimeoutException;
import dev.rapier.client.WriteFailedException;
import dev.rapier.client.WriteTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/** Which exception of the client an exception of OkHttp is; most of it depends on what the call was doing. */
final class Faults {
    private Faults() {}

    static RuntimeException of(IOException e, CallState state) {
        if (Thread.interrupted()) {
            var interrupt = new InterruptedException("interrupted in a call");
            interrupt.addSuppressed(e);
            throw Async.cancelled(interrupt);
        }
        ClientRequest request = state.request;
        ClientTimeouts timeouts = request.timeouts();
        if (e instanceof SocketTimeoutException) {
            return switch (state.phase) {
                case CONNECT ->
                    new ConnectTimeoutException(
                            request, "no connection within " + text(timeouts.connect()) + " (connect timeout)", e);
                case WRITE ->
                    new WriteTimeoutException(
                            request,
                            "the server took nothing of the request for " + text(timeouts.write()) + " (write timeout)",
                            e);
                case READ ->
                    new ReadTimeoutException(
                            request, "the server sent nothing for " + text(timeouts.read()) + " (read timeout)", e);
            };
        }
        if (e instanceof InterruptedIOException && !timeouts.total().equals(ClientTimeouts.NEVER)) {
            return new TotalTimeoutException(request, "the call took longer than its total timeout", e);
        }
        String problem = String.valueOf(e.getMessage());
        if (e instanceof Socks.Refusal) {
            return new ProxyException(request, problem, e);
        }
        if (state.tunnelling && !(e instanceof ConnectException) && !(e instanceof UnknownHostException)) {
            return problem.startsWith("Failed to authenticate")
                    ? proxyWantsLogin(state)
                    : new ProxyException(request, "the proxy opened no tunnel to the server: " + problem, e);
        }
        return switch (state.phase) {
            case CONNECT -> new ConnectFailedException(request, "no connection: " + problem, e);
            case WRITE ->
                e instanceof ProtocolException
                        ? new LocalProtocolException(
                                request, "the body does not have the promised length: " + problem, e)
                        : new WriteFailedException(request, "the connection broke while sending: " + problem, e);
            case READ ->
                isProtocol(e)
                        ? new RemoteProtocolException(request, "the server broke off or sent no HTTP: " + problem, e)
                        : new ReadFailedException(request, "the connection broke while receiving: " + problem, e);
        };
    }

    static ProxyException proxyWantsLogin(CallState state) {
        return new ProxyException(
                state.request,
                "the proxy wants user and password, or others (407); they stand in its URL: http://user:password@proxy",
                null);
    }

    private static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * A head that OkHttp can't parse is a ProtocolException, a close in the middle an EOFException or its cause is one; the type
     * that a reset of HTTP/2 has is OkHttp's own.
     */
    private static boolean isProtocol(IOException e) {
        return String.valueOf(e.getMessage()).startsWith("stream was reset")
                || e instanceof ProtocolException
                || e instanceof EOFException
                || e.getCause() instanceof EOFException;
    }
}
