package dev.rapier.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "a%20b, 'a b'",
        "a+b, a+b",
        "%2F%2f, //",
        "h%C3%A9, hé",
        "%F0%9F%98%80, 😀",
        "%, %",
        "%4, %4",
        "%zz, %zz",
        "100%25, 100%",
        "%C3, \uFFFD",
        "é%20é, é é",
        "%2525, %25"
    })
    void decodesAsLenientlyAsPython(String encoded, String decoded) {
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(decoded);
    }

    @Test
    void inAFormAPlusIsABlank() {
        assertThat(PercentEncoding.decodeForm("a+b%2Bc")).isEqualTo("a b+c");
    }

    @Test
    void encodesAllButUnreservedAndSafeCharacters() {
        assertThat(PercentEncoding.encode("/a b/é?~", "/")).isEqualTo("/a%20b/%C3%A9%3F~");
    }
}
