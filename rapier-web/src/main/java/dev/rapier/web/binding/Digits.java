package dev.rapier.web.binding;

/** Two digits at a place of a text. */
final class Digits {
    private Digits() {}

    /** @throws TemporalFault {@code invalid character in <field>} where there are none */
    static int two(byte[] text, int at, String field) {
        if (!isDigit(text, at) || !isDigit(text, at + 1)) {
            throw new TemporalFault("invalid character in " + field);
        }
        return (text[at] - '0') * 10 + text[at + 1] - '0';
    }

    static boolean isDigit(byte[] text, int at) {
        return at < text.length && text[at] >= '0' && text[at] <= '9';
    }

    static TemporalFault extraCharacters() {
        return new TemporalFault("unexpected extra characters at the end of the input");
    }
}
