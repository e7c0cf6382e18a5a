package dev.rapier.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that an answer sets: {@code response.cookie(SetCookie.of("session", id).asHttpOnly().asSecure())}. With Starlette's
 * defaults, {@code Path=/; SameSite=lax}, and its order of attributes. The annotation {@link Cookie} is for reading one.
 *
 * @param name a token
 * @param value any text; what a cookie may not hold is quoted as Python's {@code http.cookies} does
 * @param domain hosts it is sent to; null for the one that set it
 * @param expires when it ends; null for the end of the browser's session
 * @param httpOnly whether scripts can't read it
 * @param maxAge how long it lives, before {@code expires}; null for the end of the session
 * @param path below which it is sent
 * @param sameSite {@code lax}, {@code strict} or {@code none}
 * @param secure whether it is sent over TLS only
 */
public record SetCookie(
        String name,
        String value,
        @Nullable String domain,
        @Nullable Instant expires,
        boolean httpOnly,
        @Nullable Duration maxAge,
        String path,
        String sameSite,
        boolean secure) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String ATTRIBUTE_END = ";,\"\\";
    private static final String NOT_QUOTED = "!#$%&'*+-.^_`|~:";

    public SetCookie {
        HeaderSyntax.checkName(name);
        checkAttribute("path", path);
        checkAttribute("domain", domain == null ? "" : domain);
        if (!sameSite.equals("lax") && !sameSite.equals("strict") && !sameSite.equals("none")) {
            throw new IllegalArgumentException("sameSite of cookie '" + name + "' is neither lax, strict nor none");
        }
    }

    private static void checkAttribute(String what, String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c > '~' || ATTRIBUTE_END.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("The " + what + " of a cookie has a character that would end it");
        }
    }

    /** A cookie of the browser's session. */
    public static SetCookie of(String name, String value) {
        return new SetCookie(name, value, null, null, false, null, "/", "lax", false);
    }

    /** What makes the browser forget a cookie that was set with the same path and domain. */
    public static SetCookie forget(String name) {
        return new SetCookie(name, "", null, Instant.now(), false, Duration.ZERO, "/", "lax", false);
    }

    /** Sent to this host and those below it. */
    public SetCookie withDomain(String host) {
        return new SetCookie(name, value, host, expires, httpOnly, maxAge, path, sameSite, secure);
    }

    /** Ends at an instant. */
    public SetCookie withExpires(Instant end) {
        return new SetCookie(name, value, domain, end, httpOnly, maxAge, path, sameSite, secure);
    }

    /** Lives for a time, in whole seconds. */
    public SetCookie withMaxAge(Duration time) {
        return new SetCookie(name, value, domain, expires, httpOnly, time, path, sameSite, secure);
    }

    /** Sent for paths below this one. */
    public SetCookie withPath(String below) {
        return new SetCookie(name, value, domain, expires, httpOnly, maxAge, below, sameSite, secure);
    }

    /** Sent from other sites as {@code lax}, {@code strict} or {@code none} says. */
    public SetCookie withSameSite(String rule) {
        return new SetCookie(name, value, domain, expires, httpOnly, maxAge, path, rule, secure);
    }

    /** Hidden from scripts. */
    public SetCookie asHttpOnly() {
        return new SetCookie(name, value, domain, expires, true, maxAge, path, sameSite, secure);
    }

    /** Sent over TLS only. */
    public SetCookie asSecure() {
        return new SetCookie(name, value, domain, expires, httpOnly, maxAge, path, sameSite, true);
    }

    /** The value of the header field. */
    public String headerValue() {
        var text = new StringBuilder(name).append('=').append(quoted(value));
        if (domain != null) {
            text.append("; Domain=").append(domain);
        }
        if (expires != null) {
            text.append("; expires=").append(HTTP_DATE.format(expires));
        }
        if (httpOnly) {
            text.append("; HttpOnly");
        }
        if (maxAge != null) {
            text.append("; Max-Age=").append(maxAge.toSeconds());
        }
        text.append("; Path=").append(path).append("; SameSite=").append(sameSite);
        if (secure) {
            text.append("; Secure");
        }
        return text.toString();
    }

    private static String quoted(String value) {
        boolean plain = !value.isEmpty() && value.chars().allMatch(SetCookie::isPlain);
        if (plain) {
            return value;
        }
        var out = new StringBuilder("\"");
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            int c = octet & 0xff;
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ' || c >= 0x7f || c == ',' || c == ';') {
                out.append('\\')
                        .append((char) ('0' + (c >> 6)))
                        .append((char) ('0' + (c >> 3 & 7)))
                        .append((char) ('0' + (c & 7)));
            } else {
                out.append((char) c);
            }
        }
        return out.append('"').toString();
    }

    private static boolean isPlain(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || NOT_QUOTED.indexOf(c) >= 0;
    }

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return "SetCookie[" + name + "]";
    }
}
