package dev.rapier.web.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that the recorded conversions don't have. What is expected follows from the sources of pydantic-core, speedate and uuid. */
class ConversionTest {
    private static Object convert(Type type, Object input) {
        var problems = new FoundProblems();
        Object value = new Shapes().of(type).convert(input, problems);
        return problems.count() == 0 ? value : problems.all().getFirst().msg();
    }

    private static Class<?> type(String name) {
        return switch (name) {
            case "int" -> int.class;
            case "byte" -> byte.class;
            case "integer" -> BigInteger.class;
            case "double" -> double.class;
            case "float" -> float.class;
            case "decimal" -> BigDecimal.class;
            case "uuid" -> UUID.class;
            case "date" -> LocalDate.class;
            case "time" -> LocalTime.class;
            case "offsettime" -> OffsetTime.class;
            case "moment" -> OffsetDateTime.class;
            case "instant" -> Instant.class;
            case "zoned" -> ZonedDateTime.class;
            case "local" -> LocalDateTime.class;
            case "duration" -> Duration.class;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    int|-0|0
                    int| +1_000.00 |1000
                    int|0_0|0
                    int|-2147483648|-2147483648
                    byte|127|127
                    double|.5|0.5
                    double|1.|1.0
                    double|-INF|-Infinity
                    double|1e400|Infinity
                    float|0.1|0.1
                    decimal| 1_0.50 |10.50
                    decimal|-.5e-3|-0.0005
                    uuid|{123e4567-e89b-12d3-a456-426614174000}|123e4567-e89b-12d3-a456-426614174000
                    uuid|urn:uuid:123e4567-e89b-12d3-a456-426614174000|123e4567-e89b-12d3-a456-426614174000
                    uuid|123E4567E89B12D3A456426614174000|123e4567-e89b-12d3-a456-426614174000
                    date|2024-02-29|2024-02-29
                    date|2024-02-29T00:00|2024-02-29
                    date|86400|1970-01-02
                    time|23:59:59.9999999|23:59:59.999999
                    time|03:04|03:04
                    offsettime|03:04Z|03:04Z
                    moment|2024-01-02T03:04:05.5+0130|2024-01-02T03:04:05.500+01:30
                    moment|2024-01-02_03:04:05,25-01:00|2024-01-02T03:04:05.250-01:00
                    moment|2024-01-02 03:04:05\u221201:00|2024-01-02T03:04:05-01:00
                    moment|-1.25|1969-12-31T23:59:58.750Z
                    moment|-20000000001|1969-05-14T12:26:39.999Z
                    instant|2024-01-02T03:04:05+01:00|2024-01-02T02:04:05Z
                    zoned|2024-01-02T03:04:05+01:00|2024-01-02T03:04:05+01:00
                    local|2024-01-02t03:04|2024-01-02T03:04
                    duration|-P1Y2M3W4DT5H6M7.5S|PT-10805H-6M-7.5S
                    duration|P1.5D|PT36H
                    duration|3d|PT72H
                    duration|+2 DAYS 01:02:03.4|PT49H2M3.4S
                    duration|1day,01:00|PT25H
                    """)
    void texts_are_accepted(String type, String text, String value) {
        assertThat(convert(type(type), text)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '\0', textBlock = """
                    int|2147483648|Input should be less than or equal to 2147483647
                    int|-2147483649|Input should be greater than or equal to -2147483648
                    int|1__0|Input should be a valid integer, unable to parse string as an integer
                    int|+-1|Input should be a valid integer, unable to parse string as an integer
                    int|1.|Input should be a valid integer, unable to parse string as an integer
                    int|\u0661|Input should be a valid integer, unable to parse string as an integer
                    byte|128|Input should be less than or equal to 127
                    double|1d|Input should be a valid number, unable to parse string as a number
                    double|1e|Input should be a valid number, unable to parse string as a number
                    double|.|Input should be a valid number, unable to parse string as a number
                    decimal|1e999999999|Input should be a valid decimal
                    decimal|-Infinity|Input should be a finite number
                    uuid|123e4567-e89b-12d3-a456-42661417400|Input should be a valid UUID, invalid group length in group 4: expected 12, found 11
                    uuid|123e456-7e89b-12d3-a456-426614174000|Input should be a valid UUID, invalid group length in group 0: expected 8, found 7
                    date|2023-02-29|Input should be a valid date or datetime, day value is outside expected range
                    date|2023-1x-01|Input should be a valid date or datetime, invalid character in month
                    time|03:04:05.|Input should be in a valid time format, second fraction digits missing after `.`
                    time|03:60|Input should be in a valid time format, minute value is outside expected range of 0-59
                    time|03:04Z|Input should not have timezone info
                    offsettime|03:04|Input should have timezone info
                    moment|2024-01-02x03:04|Input should be a valid datetime or date, unexpected extra characters at the end of the input
                    duration|P|Input should be a valid timedelta, input is too short
                    duration|P1H|Input should be a valid timedelta, quantity invalid in date part of duration
                    duration|PT1D|Input should be a valid timedelta, quantity invalid in time part of duration
                    duration|PT1HT1M|Input should be a valid timedelta, `t` character repeated in duration
                    duration|P1.5DT1H|Input should be a valid timedelta, quantity fraction invalid in duration
                    duration|P99999999999D|Input should be a valid timedelta, a numeric value in the duration is too large
                    duration|1 day 24:00:00|Input should be a valid timedelta, durations may not exceed 999,999,999 hours
                    """)
    void texts_are_refused(String type, String text, String message) {
        assertThat(convert(type(type), text)).hasToString(message);
    }

    @Test
    void integers_are_read_up_to_the_digits_that_cpython_allows() {
        assertThat(convert(BigInteger.class, "9".repeat(4300))).isInstanceOf(BigInteger.class);
        assertThat(convert(BigInteger.class, "9".repeat(4301)))
                .isEqualTo("Unable to parse input string as an integer, exceeded maximum size");
        assertThat(convert(BigInteger.class, "x".repeat(5000)))
                .isEqualTo("Input should be a valid integer, unable to parse string as an integer");
    }

    @Test
    void long_texts_take_linear_time() {
        String digits = "1".repeat(2_000_000);
        for (Class<?> type :
                new Class<?>[] {int.class, double.class, BigDecimal.class, UUID.class, Duration.class, Instant.class}) {
            convert(type, digits);
            convert(type, digits + "." + digits + "e5");
        }
    }
}
