package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H41. */
class UrlMergingTest {
    private static String url(String base, String url) {
        try (var client = Client.of(base)) {
            return client.request("GET", url).build().url().toString();
        }
    }

    private static ClientCall get(String url) {
        return Client.of().request("GET", url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/,                /testing/123,      https://www.example.com/testing/123",
        "https://www.example.com/some/path,       /testing/123,      https://www.example.com/some/path/testing/123",
        "https://www.example.com/some/path/,      testing/123,       https://www.example.com/some/path/testing/123",
        "https://www.example.com/some/path,       ../testing/123,    https://www.example.com/some/testing/123",
        "https://www.example.com/some/path,       /testing:123,      https://www.example.com/some/path/testing:123",
        "https://www.example.com/,                /testing%2F123,    https://www.example.com/testing%2F123",
        "https://www.example.com/base%2Fpath,     /testing,          https://www.example.com/base%2Fpath/testing",
        "https://www.example.com/some/path,       http://other.org/x, http://other.org/x",
        "https://www.example.com/some/path,       '',                https://www.example.com/some/path",
        "https://www.example.com/some/path,       ?a=1,              https://www.example.com/some/path?a=1",
    })
    @Tag("H41")
    void a_relative_url_is_appended_to_the_base_url_and_an_absolute_one_ignores_it(
            String base, String url, String expected) {
        assertThat(url(base, url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com,                 http://example.com/",
        "HTTP://EXAMPLE.com/Path,            http://example.com/Path",
        "http://example.com/a b,             http://example.com/a%20b",
        "http://example.com/a%20b,           http://example.com/a%20b",
        "http://example.com/100%,            http://example.com/100%25",
        "http://example.com/a/./b/../c,      http://example.com/a/c",
        "http://example.com/ü?q=ü#ü,         http://example.com/%C3%BC?q=%C3%BC#%C3%BC",
        "http://bücher.example/,             http://xn--bcher-kva.example/",
        "http://my_service:8000/x,           http://my_service:8000/x",
        "http://[::1]:8000/x,                http://[::1]:8000/x",
    })
    @Tag("H41")
    void a_url_is_encoded_where_it_has_to_be(String url, String expected) {
        assertThat(get(url).build().url().toString()).isEqualTo(expected);
    }

    @Test
    @Tag("H41")
    void the_parameters_of_a_call_are_added_to_those_of_its_url_and_win_over_those_of_the_client() {
        try (var client = Client.builder().query("key", "k").query("lang", "en").build()) {
            var request = client.request("GET", "http://example.com/?a=1")
                    .query("lang", "de")
                    .query("tag", List.of("x", "y z"))
                    .query(Map.of("n", 3))
                    .build();
            assertThat(request.url().getRawQuery()).isEqualTo("a=1&key=k&lang=de&tag=x&tag=y%20z&n=3");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/\r\nX: y",
                "http://example.com/\u0000",
                "http://example.com:port/",
                "http://example.com:65536/",
                "http://exa mple.com/",
                "http://[::1/",
                "http://[nonsense]/"
            })
    @Tag("H41")
    void a_malformed_url_is_an_invalid_url(String url) {
        assertThatThrownBy(() -> get(url).build()).isInstanceOf(InvalidUrlException.class);
    }

    @Test
    @Tag("H41")
    void a_url_of_more_than_64_kib_is_an_invalid_url() {
        assertThatThrownBy(() -> get("http://example.com/" + "x".repeat(65_536)).build())
                .isInstanceOf(InvalidUrlException.class)
                .hasMessageContaining("65536");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/relative", "ftp://example.com/", "mailto:ann@example.com", "localhost:8000/x", "http:///x"})
    @Tag("H41")
    void what_is_not_http_or_names_no_host_is_an_unsupported_protocol(String url) {
        assertThatThrownBy(() -> get(url).build())
                .isInstanceOfSatisfying(
                        UnsupportedProtocolException.class,
                        e -> assertThat(e.request().method()).isEqualTo("GET"));
    }

    @Test
    @Tag("H41")
    void messages_and_to_string_show_neither_password_nor_query() {
        var request = get("http://ann:secret@example.com/x?token=secret").build();
        assertThat(request.toString()).isEqualTo("GET http://example.com/x");
        assertThat(request.url().toString()).doesNotContain("ann");
    }
}
