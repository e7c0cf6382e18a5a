package dev.rapier.client.jdk;

import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientTimeouts;
import dev.rapier.client.ConnectFailedException;
import dev.rapier.client.ConnectTimeoutException;
import dev.rapier.client.ProxyException;
import dev.rapier.client.ReadFailedException;
import dev.rapier.client.ReadTimeoutException;
import dev.rapier.client.RemoteProtocolException;
import dev.rapier.client.TotalTimeoutException;
import dev.rapier.client.WriteFailedException;
import dev.rapier.client.WriteTimeoutException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Which exception of the client an exception of the JDK is; most of it depends on what the call was doing. */
final class JdkFaults {
    private JdkFaults() {}

    static RuntimeException timeout(ClientRequest request, JdkCall.Phase phase, boolean total) {
        ClientTimeouts timeouts = request.timeouts();
        if (total) {
            return new TotalTimeoutException(request, "the call took longer than its total timeout", null);
        }
        return switch (phase) {
            case CONNECT ->
                new ConnectTimeoutException(
                        request, "no connection within " + text(timeouts.connect()) + " (connect timeout)", null);
            case WRITE ->
                new WriteTimeoutException(
                        request,
                        "the server took nothing of the request for " + text(timeouts.write()) + " (write timeout)",
                        null);
            case READ ->
                new ReadTimeoutException(
                        request, "the server sent nothing for " + text(timeouts.read()) + " (read timeout)", null);
        };
    }

    static RuntimeException of(Throwable thrown, JdkCall call, JdkCall.Phase phase) {
        Throwable e = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        ClientRequest request = call.request;
        if (has(e, UnresolvedAddressException.class)) {
            return new ConnectFailedException(
                    request, "no connection: the name " + request.url().getHost() + " is unknown", e);
        }
        String problem = problem(e);
        if (e instanceof ConnectException || has(e, javax.net.ssl.SSLHandshakeException.class)) {
            return new ConnectFailedException(request, "no connection: " + problem, e);
        }
        return switch (phase) {
            case CONNECT ->
                call.proxied
                        ? new ProxyException(request, "the proxy opened no tunnel to the server: " + problem, e)
                        : new ConnectFailedException(request, "no connection: " + problem, e);
            case WRITE -> new WriteFailedException(request, "the connection broke while sending: " + problem, e);
            case READ ->
                isProtocol(e)
                        ? new RemoteProtocolException(request, "the server broke off or sent no HTTP: " + problem, e)
                        : new ReadFailedException(request, "the connection broke while receiving: " + problem, e);
        };
    }

    static ProxyException proxyWantsLogin(ClientRequest request) {
        return new ProxyException(
                request,
                "the proxy wants user and password, or others (407); they stand in its URL: http://user:password@proxy",
                null);
    }

    /** The first word of the chain that says something. */
    private static String problem(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at.getMessage() != null) {
                return at.getMessage();
            }
        }
        return e.getClass().getSimpleName();
    }

    /** What is neither the socket's nor TLS's fault is that of the bytes that came, or did not: an end among them. */
    private static boolean isProtocol(Throwable e) {
        return has(e, EOFException.class)
                || !(has(e, SocketException.class)
                        || has(e, ClosedChannelException.class)
                        || has(e, SSLException.class)
                        || String.valueOf(e.getMessage()).contains("onnection reset"));
    }

    /** Whether it is certain that the connection is no more: the server has ended it. */
    static boolean endsConnection(RemoteProtocolException e) {
        return has(e, EOFException.class);
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
