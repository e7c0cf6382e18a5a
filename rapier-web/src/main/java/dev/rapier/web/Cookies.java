package dev.rapier.web;

import dev.rapier.http.Headers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the Cookie fields of a request as browsers write them, more leniently than RFC 6265; linear. */
final class Cookies {
    private Cookies() {}

    /** Names and values in order; of several cookies of one name the last. */
    static Map<String, String> of(Headers headers) {
        var found = new LinkedHashMap<String, String>();
        for (String field : headers.all("cookie")) {
            int start = 0;
            while (start < field.length()) {
                int end = field.indexOf(';', start);
                if (end < 0) {
                    end = field.length();
                }
                add(field.substring(start, end), found);
                start = end + 1;
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private static void add(String pair, Map<String, String> found) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals).strip();
        String value = pair.substring(equals + 1).strip();
        if (!name.isEmpty() || !value.isEmpty()) {
            found.put(name, unquote(value));
        }
    }

    private static String unquote(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        var out = new StringBuilder(value.length());
        int end = value.length() - 1;
        for (int at = 1; at < end; at++) {
            char c = value.charAt(at);
            if (c != '\\' || at + 1 == end) {
                out.append(c);
            } else if (isOctal(value, at + 1, end)) {
                out.append((char) Integer.parseInt(value, at + 1, at + 4, 8));
                at += 3;
            } else {
                out.append(value.charAt(++at));
            }
        }
        return out.toString();
    }

    private static boolean isOctal(String value, int at, int end) {
        return at + 3 <= end
                && value.charAt(at) >= '0'
                && value.charAt(at) <= '3'
                && Character.digit(value.charAt(at + 1), 8) >= 0
                && Character.digit(value.charAt(at + 2), 8) >= 0;
    }
}
