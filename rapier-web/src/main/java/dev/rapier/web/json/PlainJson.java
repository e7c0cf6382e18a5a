package dev.rapier.web.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as JSON: null, booleans, numbers, strings, collections and maps; all else as the string of its
 * {@code toString}. Compact, not escaped beyond what JSON asks for; NaN and the infinities become null.
 */
public final class PlainJson {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final String comma;
    private final String colon;

    private PlainJson(String comma, String colon) {
        this.comma = comma;
        this.colon = colon;
    }

    /** The value in UTF-8. */
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The value as text. */
    public static String text(@Nullable Object value) {
        return new PlainJson(",", ":").written(value);
    }

    /** The value with a blank behind each comma and colon, as Python's {@code json.dumps} has it by default. */
    public static String spaced(@Nullable Object value) {
        return new PlainJson(", ", ": ").written(value);
    }

    private String written(@Nullable Object value) {
        write(value);
        return out.toString();
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String string -> quote(string);
            case Boolean bool -> out.append(bool);
            case Double number -> writeDouble(number);
            case Float number -> writeDouble(number.doubleValue());
            case Number number -> out.append(number);
            case Map<?, ?> map -> writeMap(map);
            case Collection<?> items -> writeItems(items);
            default -> quote(value.toString());
        }
    }

    private void writeDouble(double number) {
        if (Double.isFinite(number)) {
            out.append(PythonFloat.repr(number));
        } else {
            out.append("null");
        }
    }

    private void writeMap(Map<?, ?> map) {
        out.append('{');
        String before = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before);
            quote(String.valueOf(entry.getKey()));
            out.append(colon);
            write(entry.getValue());
            before = comma;
        }
        out.append('}');
    }

    private void writeItems(Collection<?> items) {
        out.append('[');
        String before = "";
        for (Object item : items) {
            out.append(before);
            write(item);
            before = comma;
        }
        out.append(']');
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || isLoneSurrogate(text, i)) {
                        escape(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** UTF-8 has no bytes for it; the escape does. */
    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private void escape(char c) {
        out.append("\\u")
                .append(HEX.charAt(c >> 12))
                .append(HEX.charAt(c >> 8 & 15))
                .append(HEX.charAt(c >> 4 & 15))
                .append(HEX.charAt(c & 15));
    }
}
