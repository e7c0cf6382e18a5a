package dev.rapier.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends requests: waits for a place, runs the hooks, follows redirects, and sees to it that every response is given back. */
final class Sender {
    private final ClientSettings settings;
    private final Transport transport;
    private final Permits permits;
    private final AtomicBoolean closed = new AtomicBoolean();

    Sender(ClientSettings settings, Transport transport) {
        this.settings = settings;
        this.transport = transport;
        this.permits = new Permits(settings.limits().maxConnections());
    }

    ClientResponse send(ClientRequest first, boolean follow, boolean read) {
        long started = System.nanoTime();
        var history = new ArrayList<ClientResponse>(0);
        ClientRequest request = first;
        while (true) {
            ClientResponse response = sendOne(within(request, started));
            boolean ok = false;
            try {
                settings.responseHooks().forEach(hook -> hook.accept(response));
                ClientRequest next = response.target();
                if (next == null || !follow) {
                    response.redirected(history, next);
                    ClientResponse result = read ? response.read() : ForgottenResponses.watch(response);
                    ok = true;
                    return result;
                }
                response.redirected(history, null);
                response.read();
                history.add(response);
                request = checked(next, history);
                ok = true;
            } finally {
                if (!ok) {
                    response.close();
                }
            }
        }
    }

    private ClientRequest checked(ClientRequest next, List<ClientResponse> history) {
        if (history.size() > settings.maxRedirects()) {
            throw new TooManyRedirectsException(
                    next, "more than " + settings.maxRedirects() + " redirects; ClientBuilder.maxRedirects", null);
        }
        checkScheme(next);
        if (!next.payload().isEmpty() && !next.payload().isReplayable()) {
            throw new StreamConsumedException(
                    next, "the redirect wants the body again, which was written while it was sent and is gone");
        }
        return next;
    }

    static void checkScheme(ClientRequest request) {
        String scheme = request.url().getScheme();
        if (scheme == null) {
            throw new UnsupportedProtocolException(
                    request,
                    "the URL is not absolute; begin it with http:// or https://, or give the client a baseUrl",
                    null);
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new UnsupportedProtocolException(request, "http and https are supported, not " + scheme, null);
        }
        if (Urls.host(request.url()).isEmpty()) {
            throw new UnsupportedProtocolException(request, "the URL names no host", null);
        }
    }

    /** The request with what is left of its total time. */
    private static ClientRequest within(ClientRequest request, long started) {
        Duration total = request.timeouts().total();
        if (total.equals(ClientTimeouts.NEVER)) {
            return request;
        }
        Duration left = total.minusNanos(System.nanoTime() - started);
        if (!left.isPositive()) {
            throw new TotalTimeoutException(request, "the call took longer than its total timeout, " + total, null);
        }
        return request.withTimeouts(request.timeouts().withTotal(left));
    }

    private ClientResponse sendOne(ClientRequest composed) {
        if (closed.get()) {
            throw new IllegalStateException(
                    composed + ": the client is closed; make one and share it while it is needed");
        }
        ClientRequest request = composed;
        for (var hook : settings.requestHooks()) {
            request = hook.apply(request);
        }
        permits.acquire(request);
        long started = System.nanoTime();
        TransportResponse head = null;
        try {
            head = transport.handle(request);
        } finally {
            if (head == null) {
                permits.release();
            }
        }
        var open = new OpenBody(request, head.body(), started, permits::release);
        return new ClientResponse(request, head, open, settings.limits().maxResponseBytes());
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            transport.close();
        }
    }
}
