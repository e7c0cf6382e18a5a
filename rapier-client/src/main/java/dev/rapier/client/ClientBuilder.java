package dev.rapier.client;

import dev.rapier.client.ClientSettings.Field;
import dev.rapier.client.auth.Auth;
import dev.rapier.client.cookies.Cookies;
import dev.rapier.client.okhttp.OkHttpTransport;
import dev.rapier.client.resilience.Resilience;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Settings for a {@link Client}; the defaults are those of httpx. */
public final class ClientBuilder {
    private @Nullable URI baseUrl;
    private final List<Field> headers = new ArrayList<>(List.of(
            new Field("Accept", "*/*"),
            new Field("Accept-Encoding", Decoding.accepted()),
            new Field("Connection", "keep-alive"),
            new Field("User-Agent", "rapier/0.1")));
    private final List<Field> query = new ArrayList<>();
    private @Nullable Auth auth;
    private boolean keepsCookies = true;
    private @Nullable Cookies cookies;
    private ClientTimeouts timeouts = ClientTimeouts.defaults();
    private ClientLimits limits = ClientLimits.defaults();
    private Charset charset = StandardCharsets.UTF_8;
    private boolean followRedirects;
    private int maxRedirects = 20;
    private int connectRetries;
    private TransportSettings engineSettings = TransportSettings.defaults();
    private Function<TransportSettings, Transport> engine = OkHttpTransport::new;
    private final List<String> ownHosts = new ArrayList<>();
    private @Nullable Resilience resilience;
    private @Nullable Transport transport;
    private final Map<UrlPattern, Optional<Transport>> mounts = new LinkedHashMap<>();
    private boolean trustEnvironment = true;
    private UnaryOperator<@Nullable String> environment = System::getenv;
    private final List<UnaryOperator<ClientRequest>> requestHooks = new ArrayList<>();
    private final List<Consumer<ClientResponse>> responseHooks = new ArrayList<>();

    ClientBuilder() {}

    /**
     * What relative URLs are appended to, as httpx does it: with {@code http://host/api}, {@code "/users"} and {@code
     * "users"} both mean {@code http://host/api/users}.
     *
     * @throws InvalidUrlException if it is no absolute URL
     */
    public ClientBuilder baseUrl(String url) {
        Urls.Parts parts = Urls.parse(url);
        if (parts.scheme() == null || parts.authority() == null) {
            throw new InvalidUrlException("a base URL has to be absolute: http://host/path");
        }
        baseUrl = parts.withQuery(null).toUri();
        return this;
    }

    /** A header of every request, in the place of a default one of its name; what a request sets itself wins. */
    public ClientBuilder header(String name, String value) {
        withoutHeader(name);
        headers.add(new Field(name, value));
        return this;
    }

    /** Leaves out a default header. */
    public ClientBuilder withoutHeader(String name) {
        headers.removeIf(field -> field.name().equalsIgnoreCase(name));
        return this;
    }

    /** A query parameter of every request; one of its name that a request sets itself wins. */
    public ClientBuilder query(String name, Object value) {
        query.add(new Field(name, value.toString()));
        return this;
    }

    /** Sends user and password with every request (HTTP Basic, RFC 7617). */
    public ClientBuilder basicAuth(String user, String password) {
        return auth(Auth.basic(user, password));
    }

    /** Sends a bearer token with every request (RFC 6750). */
    public ClientBuilder bearer(String token) {
        return auth(Auth.bearer(token));
    }

    /**
     * How every call shows who sends it. What a call says itself wins: its own, user and password in its URL, or a header
     * {@code Authorization}.
     */
    public ClientBuilder auth(Auth every) {
        auth = every;
        return this;
    }

    /** The jar of the client, to begin with some cookies or to share them with another client; an empty one by default. */
    public ClientBuilder cookies(Cookies jar) {
        cookies = jar;
        keepsCookies = true;
        return this;
    }

    /**
     * Keeps no cookies: what a server sets is in {@link ClientResponse#cookies()} and is not sent again. For a client that serves
     * several users, whose sessions would mix in one jar.
     */
    public ClientBuilder withoutCookies() {
        keepsCookies = false;
        return this;
    }

    /** How long each phase of a call may take. */
    public ClientBuilder timeouts(ClientTimeouts all) {
        timeouts = all;
        return this;
    }

    /** The same time for connecting, reading, writing and the wait for a connection. */
    public ClientBuilder timeout(Duration each) {
        return timeouts(ClientTimeouts.of(each).withTotal(timeouts.total()));
    }

    /** How many connections, and how large a response. */
    public ClientBuilder limits(ClientLimits all) {
        limits = all;
        return this;
    }

    /** The charset of responses whose header names none; UTF-8 by default. */
    public ClientBuilder charset(Charset otherwise) {
        charset = otherwise;
        return this;
    }

    /** Whether redirects are followed; not by default. */
    public ClientBuilder followRedirects(boolean follow) {
        followRedirects = follow;
        return this;
    }

    /** How many redirects are followed; then {@link TooManyRedirectsException}; 20 by default. */
    public ClientBuilder maxRedirects(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("maxRedirects is " + number + " but has to be at least 0");
        }
        maxRedirects = number;
        return this;
    }

    /**
     * Hosts that are told, in the header {@link dev.rapier.http.DeadlineHeader}, how long this client will wait: what is left of the
     * running scope's deadline or of the total timeout. A Rapier server with the setting {@code readDeadlines} makes it a deadline of its
     * own, and so on down the chain. None by default: it is nobody else's business.
     *
     * @param patterns names such as {@code users.internal}; a star at the beginning stands for anything: {@code *.svc.cluster.local}
     */
    public ClientBuilder ownHosts(String... patterns) {
        for (String pattern : patterns) {
            if (pattern.isBlank() || pattern.indexOf('*', 1) > 0 || pattern.contains("/") || pattern.contains(":")) {
                throw new IllegalArgumentException("'" + pattern
                        + "' is not the name of a host without its port, nor such a name with a star in front");
            }
            ownHosts.add(pattern.toLowerCase(java.util.Locale.ROOT));
        }
        return this;
    }

    /** What is done about servers that fail or are slow: {@link Resilience#standard}, for example; nothing by default. */
    public ClientBuilder resilience(Resilience measures) {
        resilience = measures;
        return this;
    }

    /** Whether HTTP/2 is offered to https servers (ALPN); not by default. */
    public ClientBuilder http2(boolean offered) {
        engineSettings = engineSettings.withHttp2(offered);
        return this;
    }

    /** How https servers are known, and how they know the client. */
    public ClientBuilder tls(ClientTls tls) {
        engineSettings = engineSettings.withTls(tls);
        return this;
    }

    /** A proxy for all requests, in the place of those that the environment names. */
    public ClientBuilder proxy(ClientProxy proxy) {
        engineSettings = engineSettings.withProxy(proxy);
        return this;
    }

    /** Where connections begin: an address of this machine. The system chooses by default. */
    public ClientBuilder localAddress(InetAddress address) {
        engineSettings = engineSettings.withLocalAddress(address);
        return this;
    }

    /**
     * All calls go to a Unix domain socket, whatever host the URL names: {@code get("http://docker/v1/info")}. OkHttp alone can do that.
     */
    public ClientBuilder unixSocket(Path socket) {
        engineSettings = engineSettings.withUnixSocket(socket);
        return this;
    }

    /**
     * How often a call tries to connect again where that failed or took too long: at once, then after 0.5, 1, 2 seconds and so on; 0
     * by default. Nothing has been sent then, so this is safe for every request.
     */
    public ClientBuilder connectRetries(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("connectRetries is " + number + " but has to be at least 0");
        }
        connectRetries = number;
        return this;
    }

    /** Is given every request that goes out, also those that follow redirects; what it returns is sent. */
    public ClientBuilder onRequest(UnaryOperator<ClientRequest> hook) {
        requestHooks.add(hook);
        return this;
    }

    /** Is given every response, also redirects, before its body is read; if it throws, the response is closed. */
    public ClientBuilder onResponse(Consumer<ClientResponse> hook) {
        responseHooks.add(hook);
        return this;
    }

    /** What makes the transport, OkHttp by default; it is given the limits, the proxy and what else belongs to connections. */
    public ClientBuilder engine(Function<TransportSettings, Transport> maker) {
        engine = maker;
        return this;
    }

    /** What sends the requests instead of an engine's transport. The client closes it. */
    public ClientBuilder transport(Transport other) {
        transport = other;
        return this;
    }

    /**
     * What sends the requests to certain URLs. The most specific pattern wins; a transport may be mounted more than once. The client
     * closes it.
     *
     * @param pattern {@code all://}, {@code https://}, {@code all://example.org}, {@code all://*.example.org} (hosts below),
     *     {@code all://*example.org} (it and those below), {@code http://example.org:8080} and the like
     * @throws IllegalArgumentException if the pattern is of another form
     */
    public ClientBuilder mount(String pattern, Transport mounted) {
        mounts.put(UrlPattern.of(pattern), Optional.of(mounted));
        return this;
    }

    /** Sends the requests to certain URLs past all proxies. */
    public ClientBuilder mountDirect(String pattern) {
        mounts.put(UrlPattern.of(pattern), Optional.empty());
        return this;
    }

    /**
     * Whether the environment has a say; it has by default. {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code ALL_PROXY} name
     * proxies, {@code NO_PROXY} the hosts that are called directly, all of it in large or small letters; {@code SSL_CERT_FILE} or
     * {@code SSL_CERT_DIR} name the authorities that vouch for servers. A proxy, authorities or a transport that are set here are
     * all that counts.
     */
    public ClientBuilder trustEnvironment(boolean trust) {
        trustEnvironment = trust;
        return this;
    }

    ClientBuilder environment(UnaryOperator<@Nullable String> variables) {
        environment = variables;
        return this;
    }

    /** The client. It opens no connection before the first call. */
    public Client build() {
        var settings = new ClientSettings(
                Optional.ofNullable(baseUrl),
                List.copyOf(headers),
                List.copyOf(query),
                Optional.ofNullable(auth),
                jar(),
                timeouts,
                limits,
                charset,
                followRedirects,
                maxRedirects,
                new OwnHosts(List.copyOf(ownHosts)),
                Optional.ofNullable(resilience),
                List.copyOf(requestHooks),
                List.copyOf(responseHooks));
        return new Client(settings, transport());
    }

    /** Each client has its own, unless it was told of one. */
    private Optional<Cookies> jar() {
        return keepsCookies ? Optional.of(cookies == null ? Cookies.create() : cookies) : Optional.empty();
    }

    private Transport transport() {
        TransportSettings given = engineSettings.withLimits(limits);
        TransportSettings told =
                trustEnvironment && transport == null ? new CertificateEnvironment(environment).applyTo(given) : given;
        boolean asks = trustEnvironment && transport == null && told.proxy().isEmpty();
        Map<UrlPattern, Optional<ClientProxy>> proxies = asks ? new ProxyEnvironment(environment).proxies() : Map.of();
        Function<TransportSettings, Transport> made =
                connectRetries == 0 ? engine : each -> new ConnectRetries(engine.apply(each), connectRetries);
        return Mounts.of(made, told, Optional.ofNullable(transport), proxies, mounts);
    }
}
