package dev.rapier.web.binding;

import dev.rapier.web.json.JsonNumbers;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Integers in the texts that pydantic takes: blanks around, a plus, leading zeros, single underscores between digits, and
 * {@code .0} at the end.
 */
final class IntegerText {
    /** As CPython's limit for reading an integer, which costs quadratic time. */
    private static final int MAX_DIGITS = 4300;

    private IntegerText() {}

    /** A {@link Long} where it fits, else a {@link BigInteger}; null where the text is no integer. */
    static @Nullable Number parse(String text) {
        String s = text.strip();
        boolean negative = false;
        if (s.startsWith("+") || s.startsWith("-")) {
            negative = s.charAt(0) == '-';
            s = s.substring(1);
        }
        s = withoutZeroFraction(s);
        String digits = digits(s);
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return null;
        }
        if (digits.length() <= 18) {
            long value = Long.parseLong(digits);
            return negative ? -value : value;
        }
        var value = new BigInteger(digits);
        return JsonNumbers.narrow(negative ? value.negate() : value);
    }

    /** Whether the text would be an integer if it were shorter. */
    static boolean isTooLong(String text) {
        if (text.length() <= MAX_DIGITS) {
            return false;
        }
        int start = text.startsWith("-") ? 1 : 0;
        return digits(text.substring(start, start + MAX_DIGITS)).length() == MAX_DIGITS;
    }

    private static String withoutZeroFraction(String s) {
        int dot = s.indexOf('.');
        if (dot <= 0 || dot + 1 == s.length()) {
            return s;
        }
        for (int i = dot + 1; i < s.length(); i++) {
            if (s.charAt(i) != '0') {
                return s;
            }
        }
        return s.substring(0, dot);
    }

    /** The digits without the underscores between them; empty where something else stands there. */
    private static String digits(String s) {
        StringBuilder out = null;
        char before = '_';
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '_') {
                if (before == '_') {
                    return "";
                }
                if (out == null) {
                    out = new StringBuilder(s.length()).append(s, 0, i);
                }
            } else if (c < '0' || c > '9') {
                return "";
            } else if (out != null) {
                out.append(c);
            }
            before = c;
        }
        if (before == '_') {
            return "";
        }
        return out == null ? s : out.toString();
    }
}
