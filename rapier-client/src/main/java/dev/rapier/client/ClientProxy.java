package dev.rapier.client;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.http.PercentEncoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A proxy that requests go through.
 *
 * {@snippet :
 * Client.builder().proxy(ClientProxy.of("http://user:password@proxy.internal:3128")).build();
 * }
 *
 * @param url scheme, host and port without user and password; {@code http}, {@code https} or {@code socks5}
 * @param credentials what the proxy wants to know, if anything
 * @param headers what an HTTP proxy is sent besides; not to be changed
 */
public record ClientProxy(URI url, Optional<Credentials> credentials, Headers headers) {
    /** @throws InvalidUrlException if the scheme is none of these, or no host is named */
    public ClientProxy {
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("socks5")) {
            throw new InvalidUrlException("the URL of a proxy begins with http, https or socks5, not '" + scheme + "'");
        }
        if (Urls.host(url).isEmpty()) {
            throw new InvalidUrlException("the URL of a proxy names its host");
        }
    }

    /** User and password. */
    public record Credentials(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user + ":…";
        }
    }

    /**
     * A proxy by its URL, which may name user and password. {@code socks5h} means {@code socks5}: names are looked up by the proxy
     * with both.
     */
    public static ClientProxy of(String url) {
        Urls.Parts parts = Urls.parse(url);
        String authority = parts.authority() == null ? "" : parts.authority();
        int at = authority.lastIndexOf('@');
        String scheme = "socks5h".equals(parts.scheme()) ? "socks5" : parts.scheme();
        URI bare = new Urls.Parts(scheme, authority.substring(at + 1), "/", null, null).toUri();
        return new ClientProxy(bare, credentials(at < 0 ? "" : authority.substring(0, at)), HeaderList.create());
    }

    private static Optional<Credentials> credentials(String userInfo) {
        if (userInfo.isEmpty()) {
            return Optional.empty();
        }
        String[] both = userInfo.split(":", 2);
        return Optional.of(new Credentials(
                PercentEncoding.decode(both[0]), both.length < 2 ? "" : PercentEncoding.decode(both[1])));
    }

    /** This one with user and password. */
    public ClientProxy withCredentials(String user, String password) {
        return new ClientProxy(url, Optional.of(new Credentials(user, password)), headers);
    }

    /** This one with a header for the proxy itself. */
    public ClientProxy withHeader(String name, String value) {
        return new ClientProxy(url, credentials, HeaderList.copyOf(headers).add(name, value));
    }

    /** The host, an IPv6 address without its brackets. */
    public String host() {
        String host = Urls.host(url);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port; where the URL names none that of its scheme: 80, 443 or 1080. */
    public int port() {
        int port = Urls.port(url);
        return port < 0 ? 1080 : port;
    }

    /** Whether it speaks SOCKS and not HTTP. */
    public boolean isSocks() {
        return "socks5".equals(url.getScheme());
    }

    /** What the proxy is sent as {@code Proxy-Authorization} (RFC 7617), if it wants to know anything. */
    public Optional<String> authorization() {
        return credentials.map(each -> {
            byte[] both = (each.user() + ":" + each.password()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(both);
        });
    }

    /** The URL; never the password. */
    @Override
    public String toString() {
        return url.toString();
    }
}
