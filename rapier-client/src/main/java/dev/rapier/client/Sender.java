package dev.rapier.client;

import dev.rapier.async.Async;
import dev.rapier.client.auth.Auth;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Sends requests: waits for a place, runs the hooks, and sees to it that every response is given back. */
final class Sender {
    private final ClientSettings settings;
    private final Transport transport;
    private final Permits permits;

    /** Where each attempt takes a place of its own, and gives it back while it waits for the next one; null where there are none. */
    private final @Nullable Transport resilient;

    private final AtomicBoolean closed = new AtomicBoolean();

    Sender(ClientSettings settings, Transport transport) {
        this.settings = settings;
        this.transport = transport;
        this.permits = new Permits(settings.limits().maxConnections());
        this.resilient = settings.resilience()
                .map(measures -> measures.around(this::attempt))
                .orElse(null);
    }

    /** The response at the end of all requests that this one leads to. */
    ClientResponse send(ClientRequest first, Optional<Auth> auth, boolean follow, boolean read) {
        var conversation = new Conversation(this, first, follow, settings.maxRedirects());
        boolean ok = false;
        try {
            ClientResponse response = auth.isPresent() ? auth.get().flow(conversation) : conversation.send(first);
            conversation.end(response);
            ClientResponse result = read ? response.read() : ForgottenResponses.watch(response);
            ok = true;
            return result;
        } finally {
            if (!ok) {
                conversation.abort();
            }
        }
    }

    /** What no transport could send, or should. */
    static void check(ClientRequest request) {
        if (!request.hasMethod()) {
            throw new LocalProtocolException(request, "the method is not one or more letters, digits or hyphens", null);
        }
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

    /** One request, one response, with the hooks. */
    ClientResponse sendOne(ClientRequest composed) {
        checkOpen(composed);
        ClientRequest request = withCookies(composed);
        for (var hook : settings.requestHooks()) {
            request = hook.apply(request);
            check(request);
        }
        ClientResponse response = exchange(request);
        boolean ok = false;
        try {
            settings.cookies().ifPresent(jar -> jar.receive(response.url(), response.headers()));
            settings.responseHooks().forEach(hook -> hook.accept(response));
            ok = true;
            return response;
        } finally {
            if (!ok) {
                response.close();
            }
        }
    }

    private void checkOpen(ClientRequest request) {
        if (closed.get()) {
            throw new IllegalStateException(
                    request + ": the client is closed; make one and share it while it is needed");
        }
    }

    private ClientRequest withCookies(ClientRequest request) {
        String given = request.headers().first("Cookie").orElse("");
        Optional<String> all = settings.cookies().flatMap(jar -> jar.header(request.url(), given));
        return all.isEmpty() || all.get().equals(given) ? request : request.withHeader("Cookie", all.get());
    }

    private ClientResponse exchange(ClientRequest request) {
        long started;
        TransportResponse head;
        Runnable release;
        if (resilient == null) {
            long asked = Async.nanoTime();
            permits.acquire(request);
            started = System.nanoTime();
            head = send(request, asked);
            release = permits::release;
        } else {
            started = System.nanoTime();
            head = resilient.handle(request);
            release = () -> {}; // its body does it
        }
        var open = new OpenBody(request, head.body(), started, release);
        var body = new ResponseBody(request, head.headers(), open, settings.limits(), settings.charset());
        return new ClientResponse(request, head, body);
    }

    private TransportResponse attempt(ClientRequest request) {
        long asked = Async.nanoTime();
        permits.acquire(request);
        return send(request, asked).whenClosed(permits::release);
    }

    /** Sends it in a place among the connections, which is given back if this fails. The wait for it is part of the total time. */
    private TransportResponse send(ClientRequest request, long asked) {
        TransportResponse head = null;
        try {
            checkOpen(request); // again: it may have waited
            head = transport.handle(settings.ownHosts().tell(request.within(asked)));
            return head;
        } finally {
            if (head == null) {
                permits.release();
            }
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            transport.close();
        }
    }
}
