package dev.rapier.client.cookies;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A cookie in a jar (RFC 6265 section 5.3).
 *
 * @param name not empty
 * @param value as it is sent
 * @param domain the host that it is sent to, in lower case; empty for all hosts, which only {@link Cookies#set} can say
 * @param hostOnly whether hosts below the domain are left out
 * @param path that the path of a URL begins with
 * @param expires when it ends; empty where it ends with the jar
 * @param secure whether it is sent with https only
 * @param httpOnly whether a browser would hide it from scripts
 */
public record StoredCookie(
        String name,
        String value,
        String domain,
        boolean hostOnly,
        String path,
        Optional<Instant> expires,
        boolean secure,
        boolean httpOnly) {

    boolean hasExpired(Instant now) {
        return expires.isPresent() && !expires.get().isAfter(now);
    }

    /** Whether it is sent to the URL, as far as its time goes. */
    boolean matches(URI url) {
        return (!secure || "https".equals(url.getScheme())) && matchesHost(Cookies.host(url)) && matchesPath(url);
    }

    /** RFC 6265 section 5.1.3; what was set by a server for a name is not sent to an address, since such are host-only. */
    private boolean matchesHost(String host) {
        return domain.isEmpty() || host.equals(domain) || (!hostOnly && host.endsWith("." + domain));
    }

    /** RFC 6265 section 5.1.4. */
    private boolean matchesPath(URI url) {
        String called = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return called.equals(path)
                || (called.startsWith(path) && (path.endsWith("/") || called.charAt(path.length()) == '/'));
    }

    /** What a server may not set under a name that promises something (RFC 6265bis section 4.1.3). */
    boolean breaksItsPrefix() {
        String start = name.toLowerCase(Locale.ROOT);
        return (start.startsWith("__secure-") && !secure)
                || (start.startsWith("__host-") && !(secure && hostOnly && path.equals("/")));
    }

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return name + " for " + (domain.isEmpty() ? "all hosts" : domain) + path;
    }
}
