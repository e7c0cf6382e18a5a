package dev.rapier.client.jdk;

import dev.rapier.async.Async;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.RemoteProtocolException;
import dev.rapier.client.Transport;
import dev.rapier.client.TransportResponse;
import dev.rapier.client.TransportSettings;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;

/**
 * Sends requests through the client of the JDK, {@code java.net.http}, instead of OkHttp.
 *
 * {@snippet :
 * var client = Client.builder().engine(JdkTransport::new).build();
 * }
 *
 * <p>Timeouts, cancellation, streaming both ways and exceptions are those of every transport: the calling thread watches over its
 * call. What the JDK does not let anyone choose for one client is different:
 *
 * <ul>
 *   <li>How many idle connections are kept, and for how long, is said for the whole JVM by {@code
 *       jdk.httpclient.connectionPoolSize} and {@code jdk.httpclient.keepalive.timeout} (seconds); the limits of the client for
 *       these two are not looked at.
 *   <li>{@code Host} (another than the URL's), {@code Connection}, {@code Expect} and {@code Upgrade} are a {@link
 *       dev.rapier.client.LocalProtocolException} unless {@code jdk.httpclient.allowRestrictedHeaders} names them; a {@code
 *       User-Agent} is always sent; the fields of a response come in alphabetical order.
 *   <li>GET and HEAD are sent again, up to five times ({@code jdk.httpclient.redirects.retrylimit}), where a connection ended
 *       before the response began, be it an idle one or a new one; other methods never.
 *   <li>GET may have a body, which OkHttp refuses; without one it is sent with {@code Content-Length: 0}.
 *   <li>Unix domain sockets and proxies that speak SOCKS, or HTTP over TLS, are not supported; a proxy is sent its headers with plain requests and not
 *       for a tunnel, and for a tunnel Basic only where {@code jdk.http.auth.tunneling.disabledSchemes} is empty.
 * </ul>
 */
public final class JdkTransport implements Transport {
    private final Clients clients;
    private final Translation translation;

    /** Calls whose response has not ended. */
    private final Set<JdkCall> open = ConcurrentHashMap.newKeySet();

    /** Connects as the settings say. */
    public JdkTransport(TransportSettings settings) {
        settings.proxy()
                .filter(proxy -> !"http".equals(proxy.url().getScheme()))
                .ifPresent(proxy -> {
                    throw new IllegalArgumentException(
                            "the client of the JDK can't go through " + proxy
                                    + ": it knows HTTP proxies that are spoken to without TLS; OkHttp, the default, knows others");
                });
        settings.unixSocket().ifPresent(socket -> {
            throw new IllegalArgumentException(
                    "the client of the JDK knows no Unix domain sockets; OkHttp, the default, does");
        });
        Thread.Builder.OfVirtual threads = Thread.ofVirtual().name("rapier-http-", 0);
        var parameters = new SSLParameters();
        parameters.setProtocols(settings.tls().minimum().andNewer());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads::start)
                .sslContext(settings.tls().context(settings.tls().trustManager()))
                .sslParameters(parameters)
                .proxy(settings.proxy()
                        .map(proxy -> ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port())))
                        .orElse(HttpClient.Builder.NO_PROXY));
        settings.localAddress().ifPresent(builder::localAddress);
        clients = new Clients(builder);
        translation = new Translation(settings);
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        var call = new JdkCall(request, translation.isProxied());
        call.onEnd(() -> open.remove(call));
        open.add(call);
        HttpClient http = clients.current();
        boolean ok = false;
        try {
            var upload = new Upload(call);
            var wanted = translation.request(request, upload);
            HttpResponse<Download> head = Async.cancellable(() -> call.run(http, wanted, upload), call::abort);
            if (call.proxied && head.statusCode() == 407) {
                throw JdkFaults.proxyWantsLogin(request);
            }
            ok = true;
            return translation.response(head);
        } catch (RemoteProtocolException e) {
            if (!JdkFaults.endsConnection(e)) {
                clients.retire(http);
            }
            throw e;
        } finally {
            if (!ok) {
                call.abort();
            }
        }
    }

    @Override
    public void close() {
        open.forEach(JdkCall::abort);
        clients.close();
    }
}
