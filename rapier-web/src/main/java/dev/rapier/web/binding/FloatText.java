package dev.rapier.web.binding;

import org.jspecify.annotations.Nullable;

/**
 * Floating numbers in the texts that pydantic takes: blanks around, {@code 1e3}, {@code .5}, {@code 1.}, {@code nan},
 * {@code inf}, single underscores. Stricter than {@link Double#parseDouble}, which takes {@code 1d} and {@code 0x1p3}.
 */
final class FloatText {
    private FloatText() {}

    /** Null where the text is no number. */
    static @Nullable Double parse(String text) {
        String s = text.strip();
        if (isDecimal(s)) {
            return Double.valueOf(s);
        }
        Double word = word(s);
        if (word != null) {
            return word;
        }
        String cleaned = withoutUnderscores(text);
        return cleaned != null && isDecimal(cleaned) ? Double.valueOf(cleaned) : null;
    }

    private static @Nullable Double word(String s) {
        int start = s.startsWith("-") || s.startsWith("+") ? 1 : 0;
        double sign = s.startsWith("-") ? -1 : 1;
        String word = s.substring(start);
        if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
            return sign * Double.POSITIVE_INFINITY;
        }
        return word.equalsIgnoreCase("nan") ? Double.NaN : null;
    }

    /** Sign, digits with at most one dot, exponent; at least one digit in each. */
    static boolean isDecimal(String s) {
        int at = s.startsWith("-") || s.startsWith("+") ? 1 : 0;
        int whole = digitsEnd(s, at);
        int digits = whole - at;
        at = whole;
        if (at < s.length() && s.charAt(at) == '.') {
            int end = digitsEnd(s, at + 1);
            digits += end - at - 1;
            at = end;
        }
        if (digits == 0) {
            return false;
        }
        if (at < s.length() && (s.charAt(at) | 0x20) == 'e') {
            at++;
            if (at < s.length() && (s.charAt(at) == '+' || s.charAt(at) == '-')) {
                at++;
            }
            int end = digitsEnd(s, at);
            if (end == at) {
                return false;
            }
            at = end;
        }
        return at == s.length();
    }

    private static int digitsEnd(String s, int from) {
        int end = from;
        while (end < s.length() && s.charAt(end) >= '0' && s.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static @Nullable String withoutUnderscores(String s) {
        if (s.indexOf('_') < 0 || s.startsWith("_") || s.endsWith("_") || s.contains("__")) {
            return null;
        }
        return s.replace("_", "");
    }
}
