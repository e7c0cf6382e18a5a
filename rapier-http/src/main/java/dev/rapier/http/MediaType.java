package dev.rapier.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type such as {@code text/html; charset=utf-8} (RFC 9110 section 8.3.1).
 *
 * @param type before the slash, in lower case
 * @param subtype after it, in lower case
 * @param parameters names in lower case, values as written, without their quotes; in order
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {
    /** {@code application/json} */
    public static final MediaType JSON = new MediaType("application", "json", Map.of());

    public MediaType {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Reads the value of a Content-Type field in one pass; empty where it is not one. */
    public static Optional<MediaType> parse(String text) {
        int end = text.indexOf(';');
        String essence = (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        int slash = essence.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String type = essence.substring(0, slash);
        String subtype = essence.substring(slash + 1);
        if (!HeaderSyntax.isToken(type) || !HeaderSyntax.isToken(subtype)) {
            return Optional.empty();
        }
        return Optional.of(new MediaType(type, subtype, end < 0 ? Map.of() : parameters(text, end)));
    }

    private static Map<String, String> parameters(String text, int start) {
        var found = new LinkedHashMap<String, String>();
        int at = start;
        while (at < text.length()) {
            at++; // the semicolon
            int equals = at;
            while (equals < text.length() && text.charAt(equals) != '=' && text.charAt(equals) != ';') {
                equals++;
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            if (equals == text.length() || text.charAt(equals) == ';') {
                at = equals;
                continue;
            }
            var value = new StringBuilder();
            at = readValue(text, equals + 1, value);
            if (!name.isEmpty()) {
                found.putIfAbsent(name, value.toString());
            }
        }
        return found;
    }

    /** Returns the index of the semicolon after the value, or the end. */
    private static int readValue(String text, int start, StringBuilder value) {
        int at = start;
        if (at < text.length() && text.charAt(at) == '"') {
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at));
            }
            while (at < text.length() && text.charAt(at) != ';') {
                at++;
            }
            return at;
        }
        while (at < text.length() && text.charAt(at) != ';') {
            value.append(text.charAt(at++));
        }
        value.setLength(value.toString().stripTrailing().length());
        return at;
    }

    /** {@code application/json} and {@code application/*+json}, whatever the parameters. */
    public boolean isJson() {
        return type.equals("application") && (subtype.equals("json") || subtype.endsWith("+json"));
    }

    /** Type and subtype without parameters. */
    public String essence() {
        return type + "/" + subtype;
    }

    /** The charset that the parameters name; empty where they name none or one that this JVM does not know. */
    public Optional<Charset> charset() {
        String name = parameters.get("charset");
        if (name == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** As it stands in a header; parameter values are quoted where they have to be. */
    @Override
    public String toString() {
        var text = new StringBuilder(essence());
        parameters.forEach((name, value) -> {
            text.append("; ").append(name).append('=');
            if (HeaderSyntax.isToken(value)) {
                text.append(value);
            } else {
                text.append('"')
                        .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        });
        return text.toString();
    }
}
