package dev.rapier.http;

/** What may stand in a header field (RFC 9110 sections 5.1, 5.5 and 5.6.2). */
final class HeaderSyntax {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[Character.toUpperCase(c)] = true;
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private HeaderSyntax() {}

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || !TOKEN[c]) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static void checkName(String name) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("A header name must be one or more letters, digits or !#$%&'*+-.^_`|~");
        }
    }

    static void checkValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException("The value of header '" + name + "' has the character U+"
                        + String.format("%04X", (int) c) + " at index " + i
                        + "; allowed are visible ASCII, blank, tab and U+0080 to U+00FF");
            }
        }
    }
}
