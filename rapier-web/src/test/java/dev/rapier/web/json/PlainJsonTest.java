package dev.rapier.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainJsonTest {
    @Test
    void values_are_written_compactly_and_in_order() {
        var map = new LinkedHashMap<String, Object>();
        map.put("b", Arrays.asList(1, 2.0, null, true));
        map.put("a", "é\"\\\n\u0001");
        assertThat(PlainJson.text(map)).isEqualTo("{\"b\":[1,2.0,null,true],\"a\":\"é\\\"\\\\\\n\\u0001\"}");
    }

    @Test
    void a_lone_surrogate_is_escaped_because_utf_8_has_no_bytes_for_it() {
        assertThat(PlainJson.text("\ud800x\ud83d\ude00")).isEqualTo("\"\\ud800x\ud83d\ude00\"");
    }

    @Test
    void nan_and_the_infinities_are_null() {
        assertThat(PlainJson.text(Arrays.asList(Double.NaN, Double.NEGATIVE_INFINITY, Float.NaN)))
                .isEqualTo("[null,null,null]");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "0.1, 0.1",
        "-0.0, -0.0",
        "1e20, 1e+20",
        "1e16, 1e+16",
        "1e15, 1000000000000000.0",
        "123456789012.5, 123456789012.5",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1.5e-7, 1.5e-07",
        "1e300, 1e+300"
    })
    void floating_numbers_are_written_as_python_does(double number, String text) {
        assertThat(PythonFloat.repr(number)).isEqualTo(text);
    }
}
