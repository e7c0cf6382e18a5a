package dev.rapier.client.cookies;

import java.util.Arrays;
import java.util.List;

/** What cookies look like in a header (RFC 6265 section 4.2). */
final class CookieText {
    private CookieText() {}

    /** @throws IllegalArgumentException if the name is empty, or something in it or the value would end it */
    static void check(String name, String value) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '=' || c == ';')) {
            throw new IllegalArgumentException(
                    "the name of a cookie has one or more visible ASCII characters but = and ;");
        }
        if (value.chars().anyMatch(c -> c < ' ' || c > '~' || c == ';')) {
            throw new IllegalArgumentException("the value of cookie '" + name
                    + "' has a character that is not visible ASCII, or a semicolon; encode it");
        }
    }

    /** The names in a header {@code Cookie}. */
    static List<String> names(String header) {
        return Arrays.stream(header.split(";"))
                .map(pair -> pair.split("=", 2)[0].strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
