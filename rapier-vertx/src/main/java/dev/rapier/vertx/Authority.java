package dev.rapier.vertx;

/** Host and port as a client names them in Host or :authority (RFC 9110 section 7.2, RFC 3986 section 3.2). */
final class Authority {
    private Authority() {}

    /** Whether this is a host with an optional port, and nothing else: no user, no path, no list. */
    static boolean isValid(String authority) {
        int end = authority.length();
        int host = authority.startsWith("[") ? afterLiteral(authority) : afterName(authority);
        if (host <= 0 || host == end) {
            return host == end && end > 0;
        }
        return authority.charAt(host) == ':' && isPort(authority, host + 1);
    }

    /** Index after {@code [::1]}, or -1. */
    private static int afterLiteral(String authority) {
        int close = authority.indexOf(']');
        for (int i = 1; i < close; i++) {
            char c = authority.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return -1;
            }
        }
        return close < 3 ? -1 : close + 1;
    }

    /** Index of the first character that can't be of a registered name. */
    private static int afterName(String authority) {
        int i = 0;
        while (i < authority.length() && isNameCharacter(authority.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || "-._~%!$&'()*+;=".indexOf(c) >= 0;
    }

    private static boolean isPort(String authority, int start) {
        int digits = authority.length() - start;
        for (int i = start; i < authority.length(); i++) {
            char c = authority.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return digits <= 5;
    }
}
