package dev.rapier.client;

import dev.rapier.client.auth.Auth;
import dev.rapier.client.cookies.Cookies;
import dev.rapier.client.declared.DeclaredClient;
import java.util.Optional;

/**
 * An HTTP client: what {@code httpx.AsyncClient} is to Python, in direct style. A call blocks its virtual thread, and ends at
 * once when the task around it is cancelled or its deadline passes; its connection is closed then.
 *
 * {@snippet :
 * try (var client = Client.of("https://api.github.com")) {
 *     User user = client.get("/users/python").raiseForStatus().json(User.class);
 *     List<ClientResponse> all = map(10, urls, client::get);      // at most ten at a time
 * }
 * }
 *
 * <p>Make one and share it: it keeps connections, and any number of threads may use it. Redirects are not followed unless
 * {@link ClientBuilder#followRedirects} says so, and an error status is no exception unless {@link
 * ClientResponse#raiseForStatus()} is called.
 */
public final class Client implements AutoCloseable {
    private final ClientSettings settings;
    private final Sender sender;

    Client(ClientSettings settings, Transport transport) {
        this.settings = settings;
        this.sender = new Sender(settings, transport);
    }

    /** A client with the defaults. */
    public static Client of() {
        return builder().build();
    }

    /** A client whose relative URLs are appended to this one. */
    public static Client of(String baseUrl) {
        return builder().baseUrl(baseUrl).build();
    }

    /** Settings to begin with. */
    public static ClientBuilder builder() {
        return new ClientBuilder();
    }

    public ClientResponse get(String url) {
        return request("GET", url).send();
    }

    public ClientResponse head(String url) {
        return request("HEAD", url).send();
    }

    public ClientResponse options(String url) {
        return request("OPTIONS", url).send();
    }

    public ClientResponse delete(String url) {
        return request("DELETE", url).send();
    }

    public ClientResponse post(String url, Payload payload) {
        return request("POST", url).payload(payload).send();
    }

    public ClientResponse put(String url, Payload payload) {
        return request("PUT", url).payload(payload).send();
    }

    public ClientResponse patch(String url, Payload payload) {
        return request("PATCH", url).payload(payload).send();
    }

    /** Begins a request; it is sent by {@link ClientCall#send()} or {@link ClientCall#stream()}. */
    public ClientCall request(String method, String url) {
        return new ClientCall(settings, sender, method, url);
    }

    /** Sends a request and returns when the head of the response is there; the body is to be read, and the response closed. */
    public ClientResponse stream(String method, String url) {
        return request(method, url).stream();
    }

    /**
     * A client of the shape of an interface, whose methods bear the annotations that a handler bears on the server; they are read
     * by the same rules.
     *
     * {@snippet :
     * interface Users {
     *     @Get("/users/{user_id}")
     *     User user(int userId);
     * }
     *
     * User ada = client.declare(Users.class).user(1);
     * }
     *
     * <p>The result of a method is what the JSON of the answer holds; {@code Optional} is empty with status 404, {@link
     * dev.rapier.async.AsyncGenerator} gives JSON lines or server-sent events as they come, and {@link ClientResponse} is the
     * response whatever its status. In all other cases a status that is not 2xx is an {@link HttpStatusException}.
     *
     * @throws IllegalArgumentException if a method can't be called; the message names it and says why
     */
    public <T> T declare(Class<T> type) {
        return DeclaredClient.of(this, type);
    }

    /** Sends a complete request as it is, {@link ClientResponse#nextRequest()} for example, and reads the response. */
    public ClientResponse send(ClientRequest request) {
        return sender.send(request, Optional.empty(), settings.followRedirects(), true);
    }

    /** Sends a complete request with this auth, and reads the response. */
    public ClientResponse send(ClientRequest request, Auth auth) {
        return sender.send(request, Optional.of(auth), settings.followRedirects(), true);
    }

    /** Sends a complete request as it is; the body is to be read, and the response closed. */
    public ClientResponse stream(ClientRequest request) {
        return sender.send(request, Optional.empty(), settings.followRedirects(), false);
    }

    /**
     * The cookies that servers have set and that are sent to them again.
     *
     * @throws IllegalStateException if it was built {@link ClientBuilder#withoutCookies()}
     */
    public Cookies cookies() {
        return settings.cookies()
                .orElseThrow(() ->
                        new IllegalStateException("this client keeps no cookies: ClientBuilder.withoutCookies()"));
    }

    /** Closes all connections; calls under way fail, later ones are an {@link IllegalStateException}. Idempotent. */
    @Override
    public void close() {
        sender.close();
    }
}
