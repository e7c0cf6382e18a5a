package dev.rapier.client.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server wants to know (RFC 9110 section 11.3).
 *
 * @param scheme in lower case
 * @param parameters names in lower case, values without their quotes
 */
record Challenge(String scheme, Map<String, String> parameters) {
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * The challenges in the fields {@code WWW-Authenticate}, in order: several may share one.
     *
     * @throws IllegalArgumentException if one is malformed
     */
    static List<Challenge> parse(List<String> fields) {
        var challenges = new ArrayList<Challenge>();
        fields.forEach(field -> new Reader(field, challenges).read());
        return challenges;
    }

    /** Reads one field from left to right. */
    private static final class Reader {
        private final String text;
        private final List<Challenge> challenges;
        private int at;

        Reader(String text, List<Challenge> challenges) {
            this.text = text;
            this.challenges = challenges;
        }

        void read() {
            skip(" \t,");
            while (at < text.length()) {
                String word = token();
                int end = at;
                skip(" \t");
                if (at < text.length() && text.charAt(at) == '=' && !challenges.isEmpty()) {
                    at++;
                    skip(" \t");
                    challenges.getLast().parameters.put(word.toLowerCase(Locale.ROOT), value());
                    separator();
                } else {
                    challenges.add(new Challenge(word.toLowerCase(Locale.ROOT), new LinkedHashMap<>()));
                    if (at > end) {
                        skipToken68();
                    } else {
                        separator();
                    }
                }
            }
        }

        /** Letters, digits and {@code =} up to a comma are the one value of a scheme such as Negotiate; no scheme read here has it. */
        private void skipToken68() {
            int end = at;
            while (end < text.length() && (isToken(text.charAt(end)) || "/=".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            boolean whole = end == text.length() || text.charAt(end) == ',';
            int equals = text.indexOf('=', at);
            boolean padded =
                    equals < 0 || equals >= end || text.substring(equals, end).matches("=*");
            if (whole && padded && end > at) {
                at = end;
                separator();
            }
        }

        private void separator() {
            skip(" \t");
            if (at < text.length() && text.charAt(at) != ',') {
                throw new IllegalArgumentException("no comma at index " + at);
            }
            skip(" \t,");
        }

        private String token() {
            int start = at;
            while (at < text.length() && isToken(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw new IllegalArgumentException("neither a name nor a scheme at index " + at);
            }
            return text.substring(start, at);
        }

        private String value() {
            if (at == text.length() || text.charAt(at) != '"') {
                return token();
            }
            var value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at));
            }
            if (at == text.length()) {
                throw new IllegalArgumentException("a quoted value does not end");
            }
            at++;
            return value.toString();
        }

        private void skip(String characters) {
            while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private static boolean isToken(char c) {
            return c < 128 && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
        }
    }
}
