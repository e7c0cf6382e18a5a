package dev.rapier.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts and places of errors were taken from CPython 3.11. */
class JsonTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    |0|Expecting value
                    {|1|Expecting property name enclosed in double quotes
                    [|1|Expecting value
                    {"a"|4|Expecting ':' delimiter
                    {"a":|5|Expecting value
                    {"a":1|6|Expecting ',' delimiter
                    {"a":1,|7|Expecting property name enclosed in double quotes
                    {"a":1,}|7|Expecting property name enclosed in double quotes
                    {"a" 1}|5|Expecting ':' delimiter
                    {a:1}|1|Expecting property name enclosed in double quotes
                    {,}|1|Expecting property name enclosed in double quotes
                    [1|2|Expecting ',' delimiter
                    [1,|3|Expecting value
                    [1,]|3|Expecting value
                    [,1]|1|Expecting value
                    [1 2]|3|Expecting ',' delimiter
                    1 2|2|Extra data
                    01|1|Extra data
                    -|0|Expecting value
                    1.|1|Extra data
                    1.e5|1|Extra data
                    1e|1|Extra data
                    .5|0|Expecting value
                    +1|0|Expecting value
                    nul|0|Expecting value
                    NaNx|3|Extra data
                    -Infinityx|9|Extra data
                    -Inf|0|Expecting value
                    "abc|0|Unterminated string starting at
                    "\\|0|Unterminated string starting at
                    "\\x"|1|Invalid \\escape
                    "\\u12"|2|Invalid \\uXXXX escape
                    "\\u12zz"|2|Invalid \\uXXXX escape
                    "\\ud83d\\u12zz"|8|Invalid \\uXXXX escape
                    {"name": "Foo", "price": 50.5|29|Expecting ',' delimiter
                    {"a":1}}|7|Extra data
                    """)
    void what_is_no_json_is_reported_in_the_words_of_cpython(String text, int offset, String message) {
        assertThatExceptionOfType(JsonFault.class)
                .isThrownBy(() -> JsonText.parse(text == null ? "" : text))
                .satisfies(fault -> {
                    assertThat(fault.getMessage()).isEqualTo(message);
                    assertThat(fault.offset()).isEqualTo(offset);
                });
    }

    @Test
    void a_control_character_in_a_string_is_an_error() {
        assertThatExceptionOfType(JsonFault.class)
                .isThrownBy(() -> JsonText.parse("\"a\tb\""))
                .withMessage("Invalid control character at")
                .satisfies(fault -> assertThat(fault.offset()).isEqualTo(2));
    }

    @Test
    void offsets_count_characters_not_the_units_of_utf16() {
        assertThatExceptionOfType(JsonFault.class)
                .isThrownBy(() -> JsonText.parse("\"\uD83D\uDE00\" x"))
                .satisfies(fault -> assertThat(fault.offset()).isEqualTo(4));
    }

    @Test
    void values_are_those_of_python() {
        assertThat(JsonText.parse(" [null, true, false, -0, 1.0, 1e2, \"\\u00e9\\n\\/\", {}, []] "))
                .isEqualTo(Arrays.asList(null, true, false, 0L, 1.0, 100.0, "é\n/", Map.of(), List.of()));
    }

    @Test
    void the_last_of_two_equal_keys_counts() {
        assertThat(JsonText.parse("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void nan_and_the_infinities_are_accepted() {
        assertThat(JsonText.parse("[NaN,Infinity,-Infinity]"))
                .isEqualTo(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    }

    @Test
    void integers_have_no_bounds_but_their_digits() {
        assertThat(JsonText.parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(JsonText.parse("-9223372036854775809")).isEqualTo(new BigInteger("-9223372036854775809"));
        assertThatExceptionOfType(JsonLimit.class).isThrownBy(() -> JsonText.parse("1".repeat(1001)));
    }

    @Test
    void a_number_whose_digits_a_double_would_lose_is_kept_exactly() {
        assertThat(JsonText.parse("0.30000000000000004")).isEqualTo(0.30000000000000004);
        assertThat(JsonText.parse("1234567890123456.789")).isEqualTo(new BigDecimal("1234567890123456.789"));
    }

    @Test
    void nesting_is_bounded() {
        assertThat(JsonText.parse("[".repeat(100) + "]".repeat(100))).isInstanceOf(List.class);
        assertThatExceptionOfType(JsonLimit.class).isThrownBy(() -> JsonText.parse("[".repeat(1_000_000)));
    }
}
