package dev.rapier.client;

import java.net.URI;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which URLs a transport is mounted for, in the way of httpx: {@code all://}, {@code https://}, {@code all://example.org},
 * {@code all://*.example.org} (hosts below), {@code all://*example.org} (it and those below), {@code http://example.org:8080}.
 *
 * @param scheme {@code http}, {@code https} or {@code all}
 * @param host in lower case; empty for all hosts
 * @param port -1 for all ports
 */
record UrlPattern(String scheme, String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(all|http|https)://(\\[[0-9a-f:.]+]|\\*?[^*/:\\[\\]?#@\\s]*)(?::(\\d{1,5}))?/?");

    /** The most specific first: a port counts more than a host, a longer host more than a shorter, a host more than a scheme. */
    static final Comparator<UrlPattern> SPECIFIC_FIRST = Comparator.<UrlPattern>comparingInt(
                    pattern -> pattern.port < 0 ? 1 : 0)
            .thenComparingInt(pattern -> -pattern.host.length())
            .thenComparingInt(pattern -> pattern.scheme.equals("all") ? 1 : 0);

    /** @throws IllegalArgumentException if it is of another form */
    static UrlPattern of(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + Urls.displayMalformed(text) + "' is no pattern for URLs; write all://, https://,"
                            + " all://example.org, all://*.example.org, all://*example.org or http://example.org:8080");
        }
        String host = form.group(2).equals("*") ? "" : form.group(2);
        return new UrlPattern(form.group(1), host, form.group(3) == null ? -1 : Integer.parseInt(form.group(3)));
    }

    boolean matches(URI url) {
        return (scheme.equals("all") || scheme.equals(url.getScheme()))
                && (port < 0 || port == Urls.port(url))
                && matchesHost(Urls.host(url).toLowerCase(Locale.ROOT));
    }

    private boolean matchesHost(String called) {
        if (host.isEmpty()) {
            return true;
        }
        if (host.startsWith("*.")) {
            return called.endsWith(host.substring(1)) && called.length() > host.length() - 1;
        }
        if (host.startsWith("*")) {
            return called.equals(host.substring(1)) || called.endsWith("." + host.substring(1));
        }
        return called.equals(host);
    }
}
