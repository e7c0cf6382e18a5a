package dev.rapier.vertx;

import org.jspecify.annotations.Nullable;

/**
 * The target of a request line, taken apart (RFC 9112 section 3.2).
 *
 * @param path still encoded, begins with a slash, or is {@code *}
 * @param query without the question mark; null where there is none
 * @param authority of the absolute form, {@code GET http://host/path}; null in the other forms
 */
record RequestTarget(
        String path, @Nullable String query, @Nullable String authority) {
    /** Null where the target is not one that RFC 9112 allows for the method. */
    static @Nullable RequestTarget parse(String method, String target) {
        int question = -1;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return null;
            }
            if (c == '?' && question < 0) {
                question = i;
            }
        }
        if (target.startsWith("/")) {
            return split(target, 0, question, null);
        }
        if (target.equals("*")) {
            return method.equals("OPTIONS") ? new RequestTarget("*", null, null) : null;
        }
        return absolute(target, question);
    }

    private static @Nullable RequestTarget absolute(String target, int question) {
        int start = target.regionMatches(true, 0, "http://", 0, 7)
                ? 7
                : target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
        if (start < 0) {
            return null;
        }
        int slash = target.indexOf('/', start);
        int end = question >= 0 && (slash < 0 || slash > question) ? question : slash;
        String authority = target.substring(start, end < 0 ? target.length() : end);
        if (!Authority.isValid(authority)) {
            return null;
        }
        if (end < 0) {
            return new RequestTarget("/", null, authority);
        }
        return end == question
                ? new RequestTarget("/", target.substring(question + 1), authority)
                : split(target, end, question, authority);
    }

    private static RequestTarget split(String target, int start, int question, @Nullable String authority) {
        return question < 0
                ? new RequestTarget(start == 0 ? target : target.substring(start), null, authority)
                : new RequestTarget(target.substring(start, question), target.substring(question + 1), authority);
    }
}
