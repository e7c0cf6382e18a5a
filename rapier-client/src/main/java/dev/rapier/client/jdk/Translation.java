package dev.rapier.client.jdk;

import dev.rapier.client.ClientProxy;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.InvalidUrlException;
import dev.rapier.client.LocalProtocolException;
import dev.rapier.client.TransportResponse;
import dev.rapier.client.TransportSettings;
import dev.rapier.http.HeaderList;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Between the words of the client and those of the JDK. */
record Translation(boolean http2, Optional<ClientProxy> proxy) {
    /** What the JDK lets only those send who say so on the command line. */
    private static final Set<String> ALLOWED = Set.of(System.getProperty("jdk.httpclient.allowRestrictedHeaders", "")
            .toLowerCase(Locale.ROOT)
            .split(","));

    Translation(TransportSettings settings) {
        this(settings.http2(), settings.proxy());
    }

    boolean isProxied() {
        return proxy.isPresent();
    }

    HttpRequest request(ClientRequest request, Upload upload) {
        URI url = request.url();
        if (url.getHost() == null) {
            throw new InvalidUrlException("the client of the JDK can't call this URL; the host is not a valid name");
        }
        boolean tls = url.getScheme().equals("https");
        try {
            var wanted = HttpRequest.newBuilder(url)
                    .method(request.method(), upload)
                    .version(http2 && tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
            request.headers().forEach((name, value) -> {
                if (isOurs(name, value, request)) {
                    wanted.header(name, value);
                }
            });
            proxy.ifPresent(each -> {
                if (!tls) { // through a tunnel they would reach the server
                    each.headers().forEach(wanted::header);
                }
                each.authorization().ifPresent(value -> wanted.setHeader("Proxy-Authorization", value));
            });
            return wanted.build();
        } catch (IllegalArgumentException e) {
            throw new LocalProtocolException(request, String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether a field is to be handed over; the JDK writes by itself what belongs to the connection. */
    private static boolean isOurs(String name, String value, ClientRequest request) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean written = switch (lower) {
            case "content-length", "transfer-encoding" -> true;
            case "connection" -> value.equalsIgnoreCase("keep-alive");
            case "host" -> value.equalsIgnoreCase(request.url().getRawAuthority());
            default -> false;
        };
        if (written) {
            return false;
        }
        boolean restricted = switch (lower) {
            case "connection", "host", "expect", "upgrade" -> !ALLOWED.contains(lower);
            default -> false;
        };
        if (restricted) {
            throw new LocalProtocolException(
                    request,
                    "the client of the JDK does not send '" + name + ": " + value
                            + "' unless the JVM is started with -Djdk.httpclient.allowRestrictedHeaders=" + lower
                            + "; OkHttp, the default, sends it",
                    null);
        }
        return true;
    }

    TransportResponse response(HttpResponse<Download> head) {
        HeaderList fields = HeaderList.create();
        head.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")) {
                values.forEach(value -> fields.add(name, value));
            }
        });
        String version = head.version() == HttpClient.Version.HTTP_2 ? "HTTP/2" : "HTTP/1.1";
        return new TransportResponse(head.statusCode(), "", version, fields, head.body());
    }
}
