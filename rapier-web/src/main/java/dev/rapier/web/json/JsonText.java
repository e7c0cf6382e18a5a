package dev.rapier.web.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as CPython's {@code json.loads}: the same leniencies ({@code NaN}, {@code Infinity}, integers of any size, the
 * last of two equal keys counts), the same texts and places of errors. Linear in the length of the text, except for
 * integers, whose digits are bounded.
 *
 * <p>Values are null, {@link Boolean}, {@link Long} or {@link BigInteger}, {@link Double} (or {@link BigDecimal} where a
 * double would lose digits), {@link String}, {@link ArrayList} and {@link LinkedHashMap}.
 */
public final class JsonText {
    /** Nesting of arrays and objects that is accepted. */
    public static final int MAX_DEPTH = 100;

    /** Digits of an integer that are accepted: reading more costs quadratic time. */
    public static final int MAX_DIGITS = 1000;

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /**
     * Reads a whole document.
     *
     * @throws JsonFault if it is not JSON
     * @throws JsonLimit if it is nested or a number is longer than the limits
     */
    public static @Nullable Object parse(String text) {
        var reader = new JsonText(text);
        reader.skipBlank();
        Object value = reader.value(0);
        reader.skipBlank();
        if (reader.at < text.length()) {
            throw reader.fault("Extra data", reader.at);
        }
        return value;
    }

    private JsonFault fault(String message, int index) {
        return new JsonFault(message, text.codePointCount(0, Math.min(index, text.length())));
    }

    private void skipBlank() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private @Nullable Object value(int depth) {
        int c = peek();
        if (depth == MAX_DEPTH && (c == '[' || c == '{')) {
            throw new JsonLimit("JSON nested deeper than " + MAX_DEPTH + " levels");
        }
        return switch (c) {
            case '"' -> {
                at++;
                yield string();
            }
            case '{' -> object(depth);
            case '[' -> array(depth);
            case 'n' -> word("null", null);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'N' -> word("NaN", Double.NaN);
            case 'I' -> word("Infinity", Double.POSITIVE_INFINITY);
            case '-' -> text.startsWith("-Infinity", at) ? word("-Infinity", Double.NEGATIVE_INFINITY) : number();
            default -> number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw fault("Expecting value", at);
        }
        at += word.length();
        return value;
    }

    private Map<String, @Nullable Object> object(int depth) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        at++;
        skipBlank();
        if (peek() == '}') {
            at++;
            return map;
        }
        while (true) {
            if (peek() != '"') {
                throw fault("Expecting property name enclosed in double quotes", at);
            }
            at++;
            String name = string();
            skipBlank();
            if (peek() != ':') {
                throw fault("Expecting ':' delimiter", at);
            }
            at++;
            skipBlank();
            map.put(name, value(depth + 1));
            skipBlank();
            int c = peek();
            if (c == '}') {
                at++;
                return map;
            }
            if (c != ',') {
                throw fault("Expecting ',' delimiter", at);
            }
            at++;
            skipBlank();
        }
    }

    private List<@Nullable Object> array(int depth) {
        var items = new ArrayList<@Nullable Object>();
        at++;
        skipBlank();
        if (peek() == ']') {
            at++;
            return items;
        }
        while (true) {
            items.add(value(depth + 1));
            skipBlank();
            int c = peek();
            if (c == ']') {
                at++;
                return items;
            }
            if (c != ',') {
                throw fault("Expecting ',' delimiter", at);
            }
            at++;
            skipBlank();
        }
    }

    /** The opening quote has been read. */
    private String string() {
        int begin = at - 1;
        int from = at;
        StringBuilder out = null;
        while (true) {
            int c = peek();
            if (c < 0) {
                throw fault("Unterminated string starting at", begin);
            }
            if (c == '"') {
                String tail = text.substring(from, at++);
                return out == null ? tail : out.append(tail).toString();
            }
            if (c < 0x20) {
                throw fault("Invalid control character at", at);
            }
            if (c == '\\') {
                if (out == null) {
                    out = new StringBuilder();
                }
                out.append(text, from, at);
                escape(begin, out);
                from = at;
            } else {
                at++;
            }
        }
    }

    private void escape(int begin, StringBuilder out) {
        int backslash = at++;
        int c = peek();
        at++;
        switch (c) {
            case -1 -> throw fault("Unterminated string starting at", begin);
            case '"', '\\', '/' -> out.append((char) c);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> out.append(unicode());
            default -> throw fault("Invalid \\escape", backslash);
        }
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            // CPython wants at least the closing quote behind the digits.
            int digit = at + 4 < text.length() ? hexDigit(text.charAt(at + i)) : -1;
            if (digit < 0) {
                throw fault("Invalid \\uXXXX escape", at - 1);
            }
            code = code << 4 | digit;
        }
        at += 4;
        return (char) code;
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private Number number() {
        int begin = at;
        int end = at;
        if (end < text.length() && text.charAt(end) == '-') {
            end++;
        }
        int digits = end;
        end = digitsEnd(end);
        if (end == digits) {
            throw fault("Expecting value", begin);
        }
        if (text.charAt(digits) == '0') {
            end = digits + 1;
        }
        int whole = end;
        if (end + 1 < text.length() && text.charAt(end) == '.' && digitsEnd(end + 1) > end + 1) {
            end = digitsEnd(end + 1);
        }
        end = exponentEnd(end);
        at = end;
        if (end > whole) {
            return JsonNumbers.floating(text.substring(begin, end));
        }
        if (whole - digits > MAX_DIGITS) {
            throw new JsonLimit("JSON integer of more than " + MAX_DIGITS + " digits");
        }
        return whole - digits <= 18
                ? (Number) Long.parseLong(text, begin, whole, 10)
                : JsonNumbers.narrow(new BigInteger(text.substring(begin, whole)));
    }

    private int digitsEnd(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private int exponentEnd(int from) {
        if (from >= text.length() || (text.charAt(from) | 0x20) != 'e') {
            return from;
        }
        int digits = from + 1;
        if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
            digits++;
        }
        int end = digitsEnd(digits);
        return end == digits ? from : end;
    }
}
