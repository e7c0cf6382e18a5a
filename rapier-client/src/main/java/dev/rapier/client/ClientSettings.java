package dev.rapier.client;

import dev.rapier.client.auth.Auth;
import dev.rapier.client.cookies.Cookies;
import dev.rapier.client.resilience.Resilience;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a builder was told; what every call of the client begins with. */
record ClientSettings(
        Optional<URI> baseUrl,
        List<Field> headers,
        List<Field> query,
        Optional<Auth> auth,
        Optional<Cookies> cookies,
        ClientTimeouts timeouts,
        ClientLimits limits,
        Charset charset,
        boolean followRedirects,
        int maxRedirects,
        OwnHosts ownHosts,
        Optional<Resilience> resilience,
        List<UnaryOperator<ClientRequest>> requestHooks,
        List<Consumer<ClientResponse>> responseHooks) {

    /** A name and a value. */
    record Field(String name, String value) {}
}
