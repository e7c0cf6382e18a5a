package dev.rapier.web.binding;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decimal has at most so many digits before and behind its point: pydantic's max_digits and decimal_places. */
record DigitsCheck(int whole, int fraction) implements Check {
    @Override
    public boolean holds(Object value, @Nullable Object input, Problems problems) {
        BigDecimal number = (BigDecimal) value;
        BigDecimal shortest = number.stripTrailingZeros();
        int places = Math.max(0, shortest.scale());
        int digits = Math.max(places, shortest.precision() - Math.min(0, shortest.scale()));
        if (digits > whole + fraction) {
            return add("decimal_max_digits", "in total", "max_digits", whole + fraction, input, problems);
        }
        if (places > fraction) {
            return addPlaces(input, problems);
        }
        if (digits - places > whole) {
            return add("decimal_whole_digits", "before the decimal point", "whole_digits", whole, input, problems);
        }
        return true;
    }

    private boolean addPlaces(@Nullable Object input, Problems problems) {
        problems.add(
                "decimal_max_places",
                "Decimal input should have no more than " + fraction
                        + (fraction == 1 ? " decimal place" : " decimal places"),
                input,
                Map.of("decimal_places", fraction));
        return false;
    }

    private static boolean add(
            String type, String where, String key, int limit, @Nullable Object input, Problems problems) {
        problems.add(
                type,
                "Decimal input should have no more than " + limit + (limit == 1 ? " digit " : " digits ") + where,
                input,
                Map.of(key, limit));
        return false;
    }

    /** JSON schema has no word for it. */
    @Override
    public void describe(Map<String, @Nullable Object> schema) {}

    @Override
    public int order() {
        return 0;
    }
}
