package dev.rapier.web.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The numbers that stand for those of JSON. */
public final class JsonNumbers {
    private JsonNumbers() {}

    /** A long where it fits. */
    public static Number narrow(BigInteger integer) {
        return integer.bitLength() < 64 ? (Number) integer.longValue() : integer;
    }

    /**
     * A number with a fraction or an exponent: a double, as in Python, unless that would lose digits that a {@link
     * BigDecimal} target wants to see.
     */
    public static Number floating(String literal) {
        double number = Double.parseDouble(literal);
        // 15 digits always survive a double; Double.isFinite and the length bound keep BigDecimal cheap.
        if (literal.length() <= 16
                || literal.length() > JsonText.MAX_DIGITS
                || !Double.isFinite(number)
                || number == 0) {
            return number;
        }
        BigDecimal exact = new BigDecimal(literal);
        return new BigDecimal(Double.toString(number)).compareTo(exact) == 0 ? (Number) number : exact;
    }
}
