package dev.rapier.client;

import dev.rapier.async.Async;
import dev.rapier.client.auth.AuthExchange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All requests and responses between a call and its result: those of the auth flow, and for each of them the redirects. */
final class Conversation implements AuthExchange {
    private final Sender sender;
    private final ClientRequest first;
    private final boolean follow;
    private final int maxRedirects;
    private final long started = Async.nanoTime();
    private final List<ClientResponse> history = new ArrayList<>(0);

    /** Bodies that can't be sent again and have been handed to a transport, whatever that did with them. */
    private final List<Payload> handedOut = new ArrayList<>(0);

    private @Nullable ClientResponse last;

    Conversation(Sender sender, ClientRequest first, boolean follow, int maxRedirects) {
        this.sender = sender;
        this.first = first;
        this.follow = follow;
        this.maxRedirects = maxRedirects;
    }

    @Override
    public ClientRequest request() {
        return first;
    }

    @Override
    public ClientResponse send(ClientRequest next) {
        if (last != null) {
            last.finish();
            history.add(last);
        }
        ClientRequest request = next;
        while (true) {
            ClientResponse response = hop(request);
            ClientRequest target = follow(response);
            if (target == null) {
                return response;
            }
            request = target;
        }
    }

    private ClientResponse hop(ClientRequest request) {
        Sender.check(request);
        checkBody(request);
        ClientResponse response = sender.sendOne(request.within(started));
        last = response;
        return response;
    }

    /** The request that follows a redirect; null where the response is the end. */
    private @Nullable ClientRequest follow(ClientResponse response) {
        ClientRequest target = response.target();
        if (target == null || !follow) {
            response.redirected(history, target);
            return null;
        }
        response.redirected(history, null);
        response.read();
        history.add(response);
        last = null;
        if (history.size() > maxRedirects) {
            throw new TooManyRedirectsException(
                    target, "more than " + maxRedirects + " redirects; ClientBuilder.maxRedirects", null);
        }
        return target;
    }

    private void checkBody(ClientRequest request) {
        Payload payload = request.payload();
        if (payload.isReplayable()) {
            return;
        }
        if (payload.isGone() || handedOut.contains(payload)) {
            throw new StreamConsumedException(
                    request, "the body has to be sent again, but it was written while it was sent and is gone");
        }
        handedOut.add(payload);
    }

    /** Closes what an auth flow left open: the last response, where that is not the one it returned. */
    void end(ClientResponse result) {
        if (last != null && last != result) {
            last.close();
        }
    }

    /** Closes what is open, after a failure. */
    void abort() {
        if (last != null) {
            last.close();
        }
    }
}
