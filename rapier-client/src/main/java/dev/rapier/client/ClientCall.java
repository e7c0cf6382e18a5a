package dev.rapier.client;

import dev.rapier.client.ClientSettings.Field;
import dev.rapier.client.auth.Auth;
import dev.rapier.client.cookies.Cookies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request in the making: add to it, then send it, once.
 *
 * {@snippet :
 * client.request("POST", "/users").query("notify", true).header("X-Trace", id).json(user).send();
 * }
 */
public final class ClientCall {
    private final ClientSettings settings;
    private final Sender sender;
    private final String method;
    private final String url;
    private final List<Field> headers = new ArrayList<>();
    private final Set<String> withoutHeaders = new HashSet<>();
    private final List<Field> query = new ArrayList<>();
    private final Cookies cookies = Cookies.create();
    private @Nullable Payload payload;
    private boolean secondPayload;
    private Optional<Auth> auth;
    private ClientTimeouts timeouts;
    private boolean followRedirects;

    ClientCall(ClientSettings settings, Sender sender, String method, String url) {
        this.settings = settings;
        this.sender = sender;
        this.method = method;
        this.url = url;
        this.auth = settings.auth();
        this.timeouts = settings.timeouts();
        this.followRedirects = settings.followRedirects();
    }

    /** Adds a query parameter; an Iterable adds one for each element. */
    public ClientCall query(String name, Object value) {
        if (value instanceof Iterable<?> several) {
            several.forEach(one -> query.add(new Field(name, one.toString())));
        } else {
            query.add(new Field(name, value.toString()));
        }
        return this;
    }

    /** Adds all of them as query parameters. */
    public ClientCall query(Map<String, ?> parameters) {
        parameters.forEach(this::query);
        return this;
    }

    /** Adds a header; it replaces what the client has of this name, and may be called again for a further value. */
    public ClientCall header(String name, String value) {
        headers.add(new Field(name, value));
        return this;
    }

    /** A cookie for this call alone; it wins over one of its name in the client's jar and is not sent after a redirect. */
    public ClientCall cookie(String name, String value) {
        cookies.set(name, value);
        return this;
    }

    /** Leaves out a header that the client would send. */
    public ClientCall withoutHeader(String name) {
        withoutHeaders.add(name.toLowerCase(java.util.Locale.ROOT));
        return this;
    }

    /** The value as JSON. */
    public ClientCall json(@Nullable Object value) {
        return payload(Payload.json(value));
    }

    /** Names and values as a form. */
    public ClientCall form(Map<String, ?> fields) {
        return payload(Payload.form(fields));
    }

    /** The body; a request has at most one. */
    public ClientCall payload(Payload body) {
        secondPayload |= payload != null;
        payload = body;
        return this;
    }

    /** User and password for this request (HTTP Basic). */
    public ClientCall basicAuth(String user, String password) {
        return auth(Auth.basic(user, password));
    }

    /** A bearer token for this request. */
    public ClientCall bearer(String token) {
        return auth(Auth.bearer(token));
    }

    /** How this call shows who sends it. User and password in its URL win. */
    public ClientCall auth(Auth own) {
        auth = Optional.of(own);
        return this;
    }

    /** Leaves out what the client would send as Authorization. */
    public ClientCall withoutAuth() {
        auth = Optional.empty();
        return this;
    }

    /** How long each phase may take. */
    public ClientCall timeouts(ClientTimeouts all) {
        timeouts = all;
        return this;
    }

    /** The same time for connecting, reading, writing and the wait for a connection. */
    public ClientCall timeout(Duration each) {
        return timeouts(ClientTimeouts.of(each).withTotal(timeouts.total()));
    }

    /** How long the whole call may take, until its body is read. */
    public ClientCall total(Duration time) {
        return timeouts(timeouts.withTotal(time));
    }

    /** Whether redirects are followed. */
    public ClientCall followRedirects(boolean follow) {
        followRedirects = follow;
        return this;
    }

    /** Sends it, reads the whole response and returns it. */
    public ClientResponse send() {
        return send(true);
    }

    /** Sends it and returns when the head of the response is there; the body is to be read, and the response closed. */
    public ClientResponse stream() {
        return send(false);
    }

    private ClientResponse send(boolean read) {
        Composition.Composed composed = compose();
        return sender.send(composed.request(), composed.auth(), followRedirects, read);
    }

    /**
     * The request as it would be sent, but for what an {@link Auth} adds that sends requests of its own, and cookies.
     *
     * @throws InvalidUrlException if the URL is none
     * @throws UnsupportedProtocolException if it is not absolute, or neither http nor https
     * @throws LocalProtocolException if a header, the method or the body can't be sent
     */
    public ClientRequest build() {
        return compose().request();
    }

    private Composition.Composed compose() {
        return new Composition(settings, method, url, query, headers, withoutHeaders, cookies, auth, timeouts)
                .compose(payload == null ? Payload.none() : payload, secondPayload);
    }
}
