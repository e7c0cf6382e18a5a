package dev.rapier.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of URLs (RFC 3986 section 2.1), read as leniently as Python's {@code urllib}: a percent sign without
 * two hex digits stands for itself, and octets that are not UTF-8 become U+FFFD. Linear in the length of the text.
 */
public final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** Decodes a path. */
    public static String decode(String text) {
        return text.indexOf('%') < 0 ? text : decodeFrom(text, false);
    }

    /** Decodes a name or value of a query or form, where a plus is a blank. */
    public static String decodeForm(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decodeFrom(text, true);
    }

    private static String decodeFrom(String text, boolean plusIsBlank) {
        var out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '%' && octet(text, at) >= 0) {
                at = decodeRun(text, at, out);
            } else {
                out.append(plusIsBlank && c == '+' ? ' ' : c);
                at++;
            }
        }
        return out.toString();
    }

    /** Decodes a run of encoded octets, which may be several characters of UTF-8; returns the index after it. */
    private static int decodeRun(String text, int start, StringBuilder out) {
        int first = octet(text, start);
        if (first < 0x80 && octet(text, start + 3) < 0) {
            out.append((char) first);
            return start + 3;
        }
        var octets = new ByteArrayOutputStream();
        int at = start;
        for (int octet = first; octet >= 0; octet = octet(text, at)) {
            octets.write(octet);
            at += 3;
        }
        out.append(octets.toString(StandardCharsets.UTF_8));
        return at;
    }

    /** The octet that the three characters at an index encode, or -1. */
    private static int octet(String text, int at) {
        if (at + 2 >= text.length() || text.charAt(at) != '%') {
            return -1;
        }
        int high = hex(text.charAt(at + 1));
        int low = hex(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /** Encodes all but letters, digits, {@code -._~} and the characters named as safe. */
    public static String encode(String text, String safe) {
        var out = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || safe.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return out.toString();
    }
}
