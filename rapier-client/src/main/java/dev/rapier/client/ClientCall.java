package dev.rapier.client;

import dev.rapier.client.ClientSettings.Field;
import dev.rapier.client.auth.Auth;
import dev.rapier.client.cookies.Cookies;
import dev.rapier.client.multipart.FormPart;
import dev.rapier.client.multipart.Multipart;
import dev.rapier.http.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request in the making: add to it, then send it, once.
 *
 * {@snippet :
 * client.request("POST", "/users").query("notify", true).header("X-Trace", "7").json(Map.of("name", "ann")).send();
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
    private @Nullable Map<String, ?> form;
    private final List<FormPart> parts = new ArrayList<>();
    private boolean secondPayload;
    private Optional<Auth> auth;
    private ClientTimeouts timeouts;
    private boolean followRedirects;

    ClientCall(ClientSettings settings, Sender sender, String method, String url) {
        this.settings = settings;
        this.sender = sender;
        this.method = method.toUpperCase(Locale.ROOT);
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
        withoutHeaders.add(name.toLowerCase(Locale.ROOT));
        return this;
    }

    /** The value as JSON. */
    public ClientCall json(@Nullable Object value) {
        return payload(Payload.json(value));
    }

    /** Names and values as a form; the fields of a multipart one if there are {@link #part parts}. An Iterable is one field for each element. */
    public ClientCall form(Map<String, ?> fields) {
        secondPayload |= form != null;
        form = fields;
        return this;
    }

    /** A part of a form that is sent as {@code multipart/form-data}: a file above all. May be called again, and beside {@link #form}. */
    public ClientCall part(FormPart one) {
        parts.add(one);
        return this;
    }

    /** Several parts: names with paths, bytes, streams or texts, as {@link FormPart#of} takes them. */
    public ClientCall parts(Map<String, ?> contents) {
        contents.forEach((name, content) -> parts.add(FormPart.of(name, content)));
        return this;
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
                .compose(this::body, secondPayload || (payload != null && (form != null || !parts.isEmpty())));
    }

    private Payload body() {
        if (payload != null) {
            return payload;
        }
        Map<String, ?> fields = form == null ? Map.of() : form;
        if (parts.isEmpty()) {
            return form == null ? Payload.none() : Payload.form(fields);
        }
        var all = new ArrayList<FormPart>();
        fields.forEach((name, value) -> {
            Iterable<?> several = value instanceof Iterable<?> values ? values : List.of(value);
            several.forEach(one -> all.add(FormPart.text(name, Payload.fieldText(name, one))));
        });
        all.addAll(parts);
        return Multipart.of(boundary(), all);
    }

    /** The one that a header names, or one by chance. */
    private String boundary() {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase("Content-Type"))
                .flatMap(field -> MediaType.parse(field.value()).stream())
                .flatMap(type -> Stream.ofNullable(type.parameters().get("boundary")))
                .findFirst()
                .orElseGet(Multipart::boundary);
    }
}
