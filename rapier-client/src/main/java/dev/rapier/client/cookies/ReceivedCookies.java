package dev.rapier.client.cookies;

import dev.rapier.async.Async;
import dev.rapier.http.Headers;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Cookie;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Set-Cookie} with OkHttp's parser, for its dates and its list of public suffixes: nobody may set a cookie for
 * {@code co.uk}. What is malformed, or meant for a host that the server is not, is ignored, as RFC 6265 says.
 */
final class ReceivedCookies {
    private static final Pattern MAX_AGE =
            Pattern.compile(";[ \t]*max-age[ \t]*=[ \t]*\"?(-?\\d{1,18})", Pattern.CASE_INSENSITIVE);

    private ReceivedCookies() {}

    static Stream<StoredCookie> of(URI url, Headers headers) {
        @Nullable HttpUrl from = HttpUrl.parse(url.toString());
        return from == null
                ? Stream.of()
                : headers.all("Set-Cookie").stream()
                        .map(field -> read(from, field))
                        .filter(Objects::nonNull)
                        .filter(cookie -> !cookie.breaksItsPrefix());
    }

    private static @Nullable StoredCookie read(HttpUrl from, String field) {
        @Nullable Cookie cookie = Cookie.parse(from, field);
        return cookie == null || (cookie.secure() && cookie.name().startsWith("__") && !from.isHttps())
                ? null
                : new StoredCookie(
                        cookie.name(),
                        cookie.value(),
                        cookie.domain(),
                        cookie.hostOnly() || isPublicSuffix(from),
                        cookie.path(),
                        expires(cookie, field),
                        cookie.secure(),
                        cookie.httpOnly());
    }

    /** A public suffix that is a host, too, may set cookies for itself and not for its tenants (RFC 6265 section 5.3, step 5). */
    private static boolean isPublicSuffix(HttpUrl host) {
        return host.topPrivateDomain() == null;
    }

    /** An age counts from the time of our clock, which in tests is not the system's. */
    private static Optional<Instant> expires(Cookie cookie, String field) {
        if (!cookie.persistent()) {
            return Optional.empty();
        }
        Matcher age = MAX_AGE.matcher(field);
        if (!age.find()) {
            return Optional.of(Instant.ofEpochMilli(cookie.expiresAt()));
        }
        long seconds = Math.clamp(Long.parseLong(age.group(1)), 0, 400L * 24 * 60 * 60); // the bound of RFC 6265bis
        return Optional.of(Async.clock().instant().plusSeconds(seconds));
    }
}
