package dev.rapier.web;

/**
 * The host and port that a client names. What could move the border between host and path, such as a slash, an at sign or a
 * question mark, has no place in it (RFC 3986 section 3.2, without user information).
 */
final class Authority {
    private static final String MARKS = "-._~%!$&'()*+;=:[]";

    private Authority() {}

    /** Also true of none, which HTTP/1.0 allows. */
    static boolean isValid(String authority) {
        for (int i = 0; i < authority.length(); i++) {
            char c = authority.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
