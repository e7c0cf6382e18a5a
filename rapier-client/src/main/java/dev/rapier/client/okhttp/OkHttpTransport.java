package dev.rapier.client.okhttp;

import dev.rapier.async.Async;
import dev.rapier.client.ClientLimits;
import dev.rapier.client.ClientProxy;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientTimeouts;
import dev.rapier.client.ClientTls;
import dev.rapier.client.InvalidUrlException;
import dev.rapier.client.LocalProtocolException;
import dev.rapier.client.Transport;
import dev.rapier.client.TransportResponse;
import dev.rapier.client.TransportSettings;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends requests through OkHttp on the calling thread. Everything that OkHttp would do beyond one request and one response is
 * off: redirects, retries, decoding, cookies, authentication. Connections are opened on the calling thread; what remains of
 * own threads are OkHttp's timer and its pool's cleaner, both daemons.
 */
public final class OkHttpTransport implements Transport {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE");

    private static final int ATTEMPTS = 3;

    private final OkHttpClient http;

    /** Calls whose response has not ended. */
    private final Set<CallState> open = ConcurrentHashMap.newKeySet();

    /** Connects as the settings say. */
    public OkHttpTransport(TransportSettings settings) {
        ClientLimits limits = settings.limits();
        ClientTimeouts usual = ClientTimeouts.defaults();
        Optional<HttpProxy> proxy =
                settings.proxy().filter(each -> !each.isSocks()).map(HttpProxy::new);
        var builder = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(
                        limits.maxKeepAlive(), limits.keepAliveExpiry().toMillis(), TimeUnit.MILLISECONDS))
                .connectTimeout(usual.connect())
                .readTimeout(usual.read())
                .writeTimeout(usual.write())
                .protocols(settings.http2() ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .fastFallback(false)
                .dns(new Lookup(settings.proxy().filter(ClientProxy::isSocks).isPresent()
                        || settings.unixSocket().isPresent()))
                .socketFactory(new Sockets(settings))
                .eventListenerFactory(call -> new Progress(state(call)))
                .proxy(Proxy.NO_PROXY)
                .addInterceptor(new Deadlines())
                .addNetworkInterceptor(new ExactRequest(proxy));
        proxy.ifPresent(each -> builder.proxy(each.address()).proxyAuthenticator(each));
        secure(builder, settings.tls());
        http = builder.build();
    }

    private static void secure(OkHttpClient.Builder builder, ClientTls tls) {
        X509ExtendedTrustManager trust = tls.trustManager();
        builder.sslSocketFactory(new TlsSockets(tls.context(trust).getSocketFactory()), trust)
                .connectionSpecs(List.of(
                        new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
                                .tlsVersions(tls.minimum().andNewer())
                                .build(),
                        ConnectionSpec.CLEARTEXT));
        if (tls.trust() != ClientTls.Trust.VERIFIED) {
            builder.hostnameVerifier((name, session) -> true);
        }
    }

    static CallState state(Call call) {
        CallState state = call.request().tag(CallState.class);
        if (state == null) {
            throw new IllegalStateException("a call that this transport did not make");
        }
        return state;
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        for (int attempt = 1; ; attempt++) {
            CallState state = new CallState(request);
            try {
                return answer(execute(state), state);
            } catch (IOException e) {
                if (state.writerFailure != null) {
                    throw sneaky(state.writerFailure);
                }
                if (attempt == ATTEMPTS || !isRepeatable(state)) {
                    throw Faults.of(e, state);
                }
                if (attempt == ATTEMPTS - 1) {
                    http.connectionPool().evictAll();
                }
            }
        }
    }

    /** What the writer of a body threw is the caller's own, of whatever type. */
    @SuppressWarnings("unchecked") // the cast is erased; that is the trick
    private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    /**
     * A server may close a connection that had been idle just when we send. Nothing came back, so what may be repeated is
     * repeated, at last on a connection of its own (RFC 9112 section 9.3.1).
     */
    private static boolean isRepeatable(CallState state) {
        return !state.fresh
                && !state.answered
                && !state.isCancelled()
                && state.phase != CallState.Phase.CONNECT
                && !state.call().isCanceled()
                && IDEMPOTENT.contains(state.request.method())
                && state.request.payload().isReplayable();
    }

    private Response execute(CallState state) throws IOException {
        Call call = http.newCall(translate(state));
        state.with(call);
        Duration total = state.request.timeouts().total();
        if (!total.equals(ClientTimeouts.NEVER)) {
            call.timeout().timeout(Math.max(1, TimeUnit.NANOSECONDS.convert(total)), TimeUnit.NANOSECONDS);
        }
        open.add(state);
        boolean ok = false;
        try {
            Response response = Async.<Response>cancellable(() -> Lookup.during(state, call::execute), state::cancel);
            ok = true;
            return response;
        } finally {
            if (!ok) {
                open.remove(state);
            }
        }
    }

    private static Request translate(CallState state) {
        ClientRequest request = state.request;
        HttpUrl url = HttpUrl.parse(request.url().toString());
        if (url == null) {
            throw new InvalidUrlException("OkHttp can't call this URL; the host is not a valid name");
        }
        // An explicit coding keeps OkHttp from decoding; what is sent in its place is set by ExactRequest.
        var builder = new Request.Builder()
                .url(url)
                .header("Accept-Encoding", "identity")
                .tag(CallState.class, state);
        String method = request.method();
        boolean wantsBody = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        boolean hasBody = wantsBody || !request.payload().isEmpty();
        try {
            builder.method(method, hasBody ? new OutgoingBody(request.payload(), state) : null);
        } catch (IllegalArgumentException e) {
            throw new LocalProtocolException(request, String.valueOf(e.getMessage()), e);
        }
        return builder.build();
    }

    private TransportResponse answer(Response response, CallState state) {
        okhttp3.Headers fields = response.headers();
        if (state.retryAfter != null) {
            fields = fields.newBuilder().add("Retry-After", state.retryAfter).build();
        }
        int status = state.unasked407 ? 407 : response.code();
        String version = switch (response.protocol()) {
            case HTTP_2, H2_PRIOR_KNOWLEDGE -> "HTTP/2";
            case HTTP_1_0 -> "HTTP/1.0";
            default -> "HTTP/1.1";
        };
        var body = new IncomingBody(response, state, () -> open.remove(state));
        return new TransportResponse(status, response.message(), version, new ReceivedHeaders(fields), body);
    }

    @Override
    public void close() {
        open.forEach(CallState::cancel);
        http.connectionPool().evictAll();
    }
}
