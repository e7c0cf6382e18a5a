package dev.rapier.web.binding;

import java.time.Duration;

/** {@code P1Y2M3W4DT5H6M7.8S} of ISO 8601, where a year has 365 days and a month 30, as pydantic reads it. */
final class IsoDurationText {
    private final byte[] text;
    private int at = 1;

    private IsoDurationText(byte[] text) {
        this.text = text;
    }

    static Duration parse(byte[] text) {
        return new IsoDurationText(text).parse();
    }

    private Duration parse() {
        Duration sum = Duration.ZERO;
        boolean inTime = false;
        boolean hadFraction = false;
        while (at < text.length) {
            if (text[at] == 'T') {
                if (inTime) {
                    throw new TemporalFault("`t` character repeated in duration");
                }
                inTime = true;
                at++;
                continue;
            }
            long value = whole();
            double fraction = fraction();
            if (hadFraction) {
                throw new TemporalFault("quantity fraction invalid in duration");
            }
            hadFraction = !Double.isNaN(fraction);
            long unit = inTime ? timeUnit() : dateUnit();
            at++;
            sum = sum.plusSeconds(Math.multiplyExact(value, unit));
            if (hadFraction) {
                sum = sum.plusNanos(Math.round(fraction * unit * 1e6) * 1000);
            }
        }
        if (text.length < 3) {
            throw DurationText.tooShort();
        }
        return sum;
    }

    private long whole() {
        int begin = at;
        long value = 0;
        for (; Digits.isDigit(text, at); at++) {
            value = DurationText.checked(value * 10 + text[at] - '0');
        }
        if (at == begin) {
            throw new TemporalFault("invalid digit in duration");
        }
        return value;
    }

    /** NaN where there is none. */
    private double fraction() {
        if (at == text.length || (text[at] != '.' && text[at] != ',')) {
            return Double.NaN;
        }
        double value = 0;
        double place = 1;
        for (at++; Digits.isDigit(text, at); at++) {
            place /= 10;
            value += (text[at] - '0') * place;
        }
        return value;
    }

    private long timeUnit() {
        return switch (at < text.length ? text[at] : 0) {
            case 'H' -> 3600;
            case 'M' -> 60;
            case 'S' -> 1;
            default -> throw new TemporalFault("quantity invalid in time part of duration");
        };
    }

    private long dateUnit() {
        return switch (at < text.length ? text[at] : 0) {
            case 'Y' -> 365 * 86_400L;
            case 'M' -> 30 * 86_400L;
            case 'W' -> 7 * 86_400L;
            case 'D' -> 86_400L;
            default -> throw new TemporalFault("quantity invalid in date part of duration");
        };
    }
}
