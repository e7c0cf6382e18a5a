package dev.rapier.client;

import dev.rapier.http.PercentEncoding;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * URLs as RFC 3986 has them, read as leniently as a browser's address line: what may not stand in a URL is encoded, what is
 * encoded already stays. {@link URI} holds the results; it neither resolves as the RFC says nor takes a blank.
 */
final class Urls {
    private static final int MAX_LENGTH = 65_536;
    private static final String SUB_DELIMS = "!$&'()*+,;=";
    private static final String PATH_SAFE = SUB_DELIMS + ":@/%";
    private static final String QUERY_SAFE = PATH_SAFE + "?";

    private Urls() {}

    /** The five parts, encoded; null where one is missing. */
    record Parts(
            @Nullable String scheme,
            @Nullable String authority,
            String path,
            @Nullable String query,
            @Nullable String fragment) {

        URI toUri() {
            var text = new StringBuilder();
            if (scheme != null) {
                text.append(scheme).append(':');
            }
            if (authority != null) {
                text.append("//").append(authority);
            }
            text.append(path);
            if (query != null) {
                text.append('?').append(query);
            }
            if (fragment != null) {
                text.append('#').append(fragment);
            }
            try {
                return new URI(text.toString());
            } catch (java.net.URISyntaxException e) {
                throw new InvalidUrlException("not a URL: " + e.getReason() + " at index " + e.getIndex());
            }
        }

        Parts withQuery(@Nullable String other) {
            return new Parts(scheme, authority, path, other, fragment);
        }
    }

    /** Splits as RFC 3986 appendix B does. */
    static Parts parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidUrlException(
                    "the URL has " + text.length() + " characters; " + MAX_LENGTH + " are allowed");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f) {
                throw new InvalidUrlException(
                        "the URL has the character U+" + String.format("%04X", (int) c) + " at index " + i);
            }
        }
        String rest = text;
        String fragment = null;
        int hash = rest.indexOf('#');
        if (hash >= 0) {
            fragment = encode(rest.substring(hash + 1), QUERY_SAFE);
            rest = rest.substring(0, hash);
        }
        String query = null;
        int question = rest.indexOf('?');
        if (question >= 0) {
            query = encode(rest.substring(question + 1), QUERY_SAFE);
            rest = rest.substring(0, question);
        }
        String scheme = null;
        int colon = rest.indexOf(':');
        if (colon > 0 && isScheme(rest.substring(0, colon))) {
            scheme = rest.substring(0, colon).toLowerCase(Locale.ROOT);
            rest = rest.substring(colon + 1);
        }
        String authority = null;
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            authority = authority(slash < 0 ? rest.substring(2) : rest.substring(2, slash));
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        String path = encode(rest, PATH_SAFE);
        if (authority != null) {
            path = path.isEmpty() ? "/" : removeDots(path);
        }
        return new Parts(scheme, authority, path, query, fragment);
    }

    private static boolean isScheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return true;
    }

    private static String authority(String text) {
        int at = text.lastIndexOf('@');
        String user = at < 0 ? "" : encode(text.substring(0, at), SUB_DELIMS + ":%") + "@";
        String host = text.substring(at + 1);
        String port = "";
        int colon = host.lastIndexOf(':');
        if (colon >= 0 && host.indexOf(']') < colon) {
            port = port(host.substring(colon + 1));
            host = host.substring(0, colon);
        }
        return user + host(host) + port;
    }

    private static String port(String digits) {
        if (digits.isEmpty()) {
            return "";
        }
        if (digits.length() > 5
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
                || Integer.parseInt(digits) > 65_535) {
            throw new InvalidUrlException("the port of the URL is not a number from 0 to 65535");
        }
        return ":" + digits;
    }

    private static String host(String host) {
        if (host.startsWith("[")) {
            if (!host.endsWith("]") || host.indexOf(':') < 0) {
                throw new InvalidUrlException("the host of the URL begins like an IPv6 address and is none");
            }
            return host;
        }
        String ascii;
        try {
            ascii = isAscii(host) ? host : IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            throw new InvalidUrlException("the host of the URL is not a name: " + e.getMessage());
        }
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (!Character.isLetterOrDigit(c) && "-._~%".indexOf(c) < 0 && SUB_DELIMS.indexOf(c) < 0) {
                throw new InvalidUrlException("the host of the URL has the character '" + c + "'");
            }
        }
        return ascii.toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** Encodes what may not stand there; a percent sign that begins no encoded octet is one of these. */
    static String encode(String text, String safe) {
        boolean clean = true;
        for (int i = 0; i < text.length() && clean; i++) {
            char c = text.charAt(i);
            clean = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || (c != '%' && (safe.indexOf(c) >= 0 || "-._~".indexOf(c) >= 0));
        }
        return clean ? text : PercentEncoding.encode(escapeLonePercents(text), safe);
    }

    private static String escapeLonePercents(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean encoded =
                    c == '%' && i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2));
            out.append(c == '%' && !encoded ? "%25" : c);
        }
        return out.toString();
    }

    private static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    /** RFC 3986 section 5.2.4. */
    static String removeDots(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        var kept = new java.util.ArrayList<String>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {
                    if (last) {
                        kept.add("");
                    }
                }
                case ".." -> {
                    if (!kept.isEmpty()) {
                        kept.removeLast();
                    }
                    if (last) {
                        kept.add("");
                    }
                }
                default -> kept.add(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    /** RFC 3986 section 5.2.2. */
    static Parts resolve(URI base, Parts ref) {
        if (ref.scheme != null) {
            return ref;
        }
        String scheme = base.getScheme();
        if (ref.authority != null) {
            return new Parts(scheme, ref.authority, ref.path, ref.query, ref.fragment);
        }
        String authority = base.getRawAuthority();
        if (ref.path.isEmpty()) {
            String query = ref.query != null ? ref.query : base.getRawQuery();
            return new Parts(scheme, authority, base.getRawPath(), query, ref.fragment);
        }
        String basePath = base.getRawPath();
        String path =
                ref.path.startsWith("/") ? ref.path : basePath.substring(0, basePath.lastIndexOf('/') + 1) + ref.path;
        return new Parts(scheme, authority, removeDots(path), ref.query, ref.fragment);
    }

    /** Host and port as the Host header has them, without the user. */
    static String hostAndPort(URI url) {
        String authority = url.getRawAuthority();
        return authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
    }

    static String host(URI url) {
        String host = hostAndPort(url);
        int colon = host.lastIndexOf(':');
        return colon >= 0 && host.indexOf(']') < colon ? host.substring(0, colon) : host;
    }

    /** The port, the scheme's own where none is named, or -1. */
    static int port(URI url) {
        String host = hostAndPort(url);
        int colon = host.lastIndexOf(':');
        if (colon >= 0 && host.indexOf(']') < colon && colon + 1 < host.length()) {
            return Integer.parseInt(host.substring(colon + 1));
        }
        return switch (url.getScheme() == null ? "" : url.getScheme()) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }

    /** What a text that is no URL shows of itself: nothing that may be a secret, and no character that moves the cursor. */
    static String displayMalformed(String text) {
        int scheme = text.indexOf("://");
        String shown =
                text.indexOf('@') < 0 ? text.split("[?#]", 2)[0] : text.substring(0, scheme < 0 ? 0 : scheme + 3);
        String start = shown.substring(0, Math.min(shown.length(), 100));
        return start.replaceAll("[^!-~]", "_") + (start.length() < text.length() ? ".." : "");
    }

    /** Without what may be secret. */
    static String display(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme() + "://";
        return scheme + hostAndPort(url) + (url.getRawPath() == null ? "" : url.getRawPath());
    }
}
