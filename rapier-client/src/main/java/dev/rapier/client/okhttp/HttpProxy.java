package dev.rapier.client.okhttp;

import dev.rapier.client.ClientProxy;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** A proxy that speaks HTTP. It is told who asks at once: with the CONNECT of a tunnel, and with every plain request. */
record HttpProxy(ClientProxy proxy) implements Authenticator {
    Proxy address() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
    }

    /** Asked by OkHttp before it sends a CONNECT, and again when the proxy did not like it: then there is nothing to add. */
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        boolean before = response.challenges().stream()
                .anyMatch(challenge -> challenge.scheme().equalsIgnoreCase("OkHttp-Preemptive"));
        if (!before) {
            return null;
        }
        Headers.Builder fields = response.request().headers().newBuilder();
        addTo(fields);
        return response.request().newBuilder().headers(fields.build()).build();
    }

    /** What the proxy is sent and the server is not. */
    void addTo(Headers.Builder fields) {
        proxy.headers().forEach(fields::addUnsafeNonAscii);
        proxy.authorization().ifPresent(value -> fields.set("Proxy-Authorization", value));
    }
}
