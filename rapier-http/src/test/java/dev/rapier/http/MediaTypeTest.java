package dev.rapier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    @Test
    void typeAndNamesOfParametersAreInLowerCaseValuesAreAsWritten() {
        MediaType type = MediaType.parse(" Text/HTML ; Charset=UTF-8 ;q=\"a;\\\"b\"; flag; =x")
                .orElseThrow();

        assertThat(type.essence()).isEqualTo("text/html");
        assertThat(type.parameters()).isEqualTo(Map.of("charset", "UTF-8", "q", "a;\"b"));
        assertThat(type.charset()).contains(StandardCharsets.UTF_8);
        assertThat(type).hasToString("text/html; charset=UTF-8; q=\"a;\\\"b\"");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "application/json; charset=latin1, true",
        "application/geo+json, true",
        "text/json, false",
        "application/jsonl, false",
        "text/plain, false"
    })
    void jsonIsWhatFastApiTakesForJson(String text, boolean json) {
        assertThat(MediaType.parse(text).orElseThrow().isJson()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json", "/", "text/", "/plain", "text/pl ain", "a/b/c"})
    void whatIsNoMediaTypeIsNone(String text) {
        assertThat(MediaType.parse(text)).isEmpty();
    }

    @Test
    void anUnknownCharsetIsNone() {
        assertThat(MediaType.parse("text/plain; charset=klingon").orElseThrow().charset())
                .isEmpty();
        assertThat(MediaType.parse("text/plain; charset=\"a b\"").orElseThrow().charset())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "a=\"", "a=\"\\", "=", "a;b=;c"})
    void brokenParametersAreReadToTheirEnd(String parameters) {
        assertThat(MediaType.parse("text/plain;" + parameters)).isPresent();
    }
}
