package dev.rapier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetCookieTest {
    @Test
    void theDefaultsAreStarlettes() {
        assertThat(SetCookie.of("a", "b").headerValue()).isEqualTo("a=b; Path=/; SameSite=lax");
    }

    @Test
    void theAttributesHaveTheOrderOfPython() {
        assertThat(SetCookie.of("a", "b")
                        .asSecure()
                        .withSameSite("strict")
                        .withPath("/api")
                        .withMaxAge(Duration.ofHours(1))
                        .asHttpOnly()
                        .withExpires(Instant.parse("2026-01-02T03:04:05Z"))
                        .withDomain("example.org")
                        .headerValue())
                .isEqualTo("a=b; Domain=example.org; expires=Fri, 02 Jan 2026 03:04:05 GMT; HttpOnly; Max-Age=3600;"
                        + " Path=/api; SameSite=strict; Secure");
    }

    @Test
    void toForgetOneItEndsNow() {
        assertThat(SetCookie.forget("a").headerValue())
                .startsWith("a=\"\"; expires=")
                .endsWith("GMT; Max-Age=0; Path=/; SameSite=lax");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x y|\"x y\"",
                "a;b|\"a\\073b\"",
                "a,b|\"a\\054b\"",
                "q\"\\|\"q\\\"\\\\\"",
                "é|\"\\303\\251\"",
                "a:b|a:b"
            })
    void whatACookieMayNotHoldIsQuoted(String value, String quoted) {
        assertThat(SetCookie.of("a", value).headerValue()).isEqualTo("a=" + quoted + "; Path=/; SameSite=lax");
    }

    @Test
    void noLineBreakGetsThrough() {
        assertThat(SetCookie.of("a", "x\r\ny").headerValue()).startsWith("a=\"x\\015\\012y\";");
        assertThatIllegalArgumentException().isThrownBy(() -> SetCookie.of("a\r\n", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetCookie.of("a", "b").withPath("/\r\nx"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetCookie.of("a", "b").withPath("/; Domain=evil"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetCookie.of("a", "b").withSameSite("any"));
    }

    @Test
    void theValueIsNotShown() {
        assertThat(SetCookie.of("session", "secret")).hasToString("SetCookie[session]");
    }
}
