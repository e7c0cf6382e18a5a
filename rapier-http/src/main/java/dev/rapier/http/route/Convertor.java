package dev.rapier.http.route;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What text a name of a template takes: {@code {id:int}}. The same as Starlette's, and matched without regex. */
public enum Convertor {
    /** One or more characters but the slash; the one that a name has without saying so. */
    STR,
    /** One or more digits. */
    INT,
    /** Digits, and a dot with digits if there is one. */
    FLOAT,
    /** 32 hex digits, with or without the dashes. */
    UUID,
    /** Anything, slashes too, also nothing. */
    PATH;

    private static final int[] UUID_GROUPS = {8, 4, 4, 4, 12};

    static List<String> words() {
        return Arrays.stream(values()).map(Convertor::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the characters from start up to end (without it) are such text. */
    public boolean accepts(String path, int start, int end) {
        return switch (this) {
            case STR -> end > start && noSlash(path, start, end);
            case INT -> end > start && digitsEnd(path, start, end) == end;
            case FLOAT -> isFloat(path, start, end);
            case UUID -> isUuid(path, start, end);
            case PATH -> true;
        };
    }

    private static boolean noSlash(String path, int start, int end) {
        int slash = path.indexOf('/', start);
        return slash < 0 || slash >= end;
    }

    private static int digitsEnd(String path, int start, int end) {
        int at = start;
        while (at < end && path.charAt(at) >= '0' && path.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean isFloat(String path, int start, int end) {
        int dot = digitsEnd(path, start, end);
        if (dot == start || dot == end) {
            return dot == end && end > start;
        }
        return path.charAt(dot) == '.' && dot + 1 < end && digitsEnd(path, dot + 1, end) == end;
    }

    private static boolean isUuid(String path, int start, int end) {
        int at = start;
        for (int group : UUID_GROUPS) {
            if (at > start && at < end && path.charAt(at) == '-') {
                at++;
            }
            for (int i = 0; i < group; i++, at++) {
                if (at >= end || path.charAt(at) >= 128 || Character.digit(path.charAt(at), 16) < 0) {
                    return false;
                }
            }
        }
        return at == end;
    }
}
