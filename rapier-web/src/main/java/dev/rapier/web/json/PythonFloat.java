package dev.rapier.web.json;

import java.math.BigDecimal;

/** Numbers as Python prints them. */
public final class PythonFloat {
    private PythonFloat() {}

    /**
     * As {@code repr(float)}: the fewest digits that give the number back, with an exponent below 1e-4 and from 1e16 on:
     * {@code 1.0}, {@code 0.0001}, {@code 1e-05}, {@code 1e+16}, {@code nan}, {@code inf}.
     */
    public static String repr(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number > 0 ? "0.0" : "-0.0";
        }
        // Java and Python both choose the shortest digits; only the notation differs.
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String sign = number < 0 ? "-" : "";
        return sign + (exponent < -4 || exponent >= 16 ? scientific(digits, exponent) : plain(shortest));
    }

    private static String plain(BigDecimal value) {
        String text = value.toPlainString();
        return text.indexOf('.') < 0 ? text + ".0" : text;
    }

    private static String scientific(String digits, int exponent) {
        var text = new StringBuilder().append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append(exponent < 0 ? "e-" : "e+");
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }

    /** As a message shows a bound: without {@code .0} where the number is whole. */
    public static String display(Number number) {
        if (number instanceof Double floating) {
            String text = repr(floating);
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
        return number.toString();
    }
}
