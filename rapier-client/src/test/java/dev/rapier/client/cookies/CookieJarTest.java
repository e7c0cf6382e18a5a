package dev.rapier.client.cookies;

import static dev.rapier.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.client.CookieConflictException;
import dev.rapier.http.HeaderList;
import dev.rapier.test.RapierTest;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of RFC 6265, and the jar by hand. */
class CookieJarTest {
    private static Cookies received(String url, String... fields) {
        var headers = HeaderList.create();
        for (String field : fields) {
            headers.add("Set-Cookie", field);
        }
        return Cookies.of(URI.create(url), headers);
    }

    private static String sent(Cookies cookies, String url) {
        return cookies.header(URI.create(url), "").orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "a=1,                       http://shop.example/,        a=1",
        "a=1,                       http://shop.example:81/x,    a=1",
        "a=1,                       https://SHOP.example/,       a=1",
        "a=1,                       http://sub.shop.example/,    none",
        "a=1,                       http://other.example/,       none",
        "a=1; Domain=shop.example,  http://sub.shop.example/,    a=1",
        "a=1; Domain=.shop.example, http://sub.shop.example/,    a=1",
        "a=1; Domain=shop.example,  http://ashop.example/,       none",
        "a=1; Domain=other.example, http://other.example/,       none",
        "a=1; Domain=b.shop.example, http://b.shop.example/,     none",
        "a=1; Path=/x,              http://shop.example/x,       a=1",
        "a=1; Path=/x,              http://shop.example/x/y,     a=1",
        "a=1; Path=/x,              http://shop.example/xy,      none",
        "a=1; Path=/x/,             http://shop.example/x,       none",
        "a=1; Secure,               http://shop.example/,        none",
        "a=1; Secure,               https://shop.example/,       a=1",
        "a=1; Max-Age=0,            http://shop.example/,        none",
        "a=1; Max-Age=-5,           http://shop.example/,        none",
        "'a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT', http://shop.example/, none",
        "'a=1; Max-Age=60; Expires=Wed, 21 Oct 2015 07:28:00 GMT', http://shop.example/, a=1",
        "a=1; Max-Age=nonsense,     http://shop.example/,        a=1",
        "a=b=c; HttpOnly,           http://shop.example/,        a=b=c",
        "'a=\"q, r\"',              http://shop.example/,        'a=\"q, r\"'",
        "=1,                        http://shop.example/,        none",
        "nonsense,                  http://shop.example/,        none",
        "__Secure-a=1,              http://shop.example/,        none",
        "__Host-a=1; Secure; Domain=shop.example, https://shop.example/, none",
    })
    void cookieIsSentWhereItsAttributesSay(String field, String url, String expected) {
        assertThat(sent(received("http://shop.example/", field), url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"co.uk, http://shop.co.uk/", "com, http://shop.com/", "github.io, http://shop.github.io/"})
    void nobodyMaySetACookieForAPublicSuffix(String suffix, String url) {
        assertThat(received(url, "a=1; Domain=" + suffix).all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8000/", "http://127.0.0.1:8000/", "http://[::1]:8000/"})
    void hostsWithoutADomainHaveCookiesToo(String url) {
        assertThat(sent(received(url, "a=1"), url)).isEqualTo("a=1");
    }

    @Test
    void prefixedCookieThatKeepsItsPromiseIsKept() {
        var cookies = received("https://shop.example/", "__Host-a=1; Secure; Path=/", "__Secure-b=2; Secure");
        assertThat(sent(cookies, "https://shop.example/")).isEqualTo("__Host-a=1; __Secure-b=2");
    }

    @Test
    void pathOfTheUrlIsTheDefaultAndLongerPathsComeFirst() {
        var cookies = received("http://shop.example/cart/items", "a=1; Path=/", "b=2", "c=3; Path=/");
        assertThat(sent(cookies, "http://shop.example/cart/x")).isEqualTo("b=2; a=1; c=3");
        assertThat(sent(cookies, "http://shop.example/")).isEqualTo("a=1; c=3");
    }

    @Test
    void newValueReplacesTheOldAndAnOldDateRemovesIt() {
        var cookies = received("http://shop.example/", "a=1", "b=2", "a=3");
        assertThat(sent(cookies, "http://shop.example/")).isEqualTo("a=3; b=2");
        cookies.receive(URI.create("http://shop.example/"), HeaderList.of("Set-Cookie", "a=; Max-Age=0"));
        assertThat(sent(cookies, "http://shop.example/")).isEqualTo("b=2");
    }

    @RapierTest
    void cookieEndsWithItsTime() {
        var end = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Async.clock().instant().plusSeconds(7200).atOffset(ZoneOffset.UTC));
        var cookies = received("http://shop.example/", "a=1; Max-Age=3600", "b=2; Expires=" + end, "c=3");
        assertThat(sent(cookies, "http://shop.example/")).isEqualTo("a=1; b=2; c=3");
        sleep(Duration.ofSeconds(3601));
        assertThat(sent(cookies, "http://shop.example/")).isEqualTo("b=2; c=3");
        sleep(Duration.ofSeconds(3601));
        assertThat(cookies.all()).extracting(StoredCookie::name).containsExactly("c");
    }

    @Test
    void jarDoesNotGrowWithoutBounds() {
        var cookies = Cookies.create();
        for (int i = 0; i < 4000; i++) {
            cookies.set("n" + i, "v", "host" + i % 50 + ".example");
        }
        assertThat(cookies.all()).hasSize(3000);
        for (int i = 0; i < 150; i++) {
            cookies.set("m" + i, "v", "one.example");
        }
        assertThat(cookies.all())
                .filteredOn(cookie -> cookie.domain().equals("one.example"))
                .hasSize(100)
                .last()
                .extracting(StoredCookie::name)
                .isEqualTo("m149");
    }

    @Test
    void cookiesAreSetFoundAndTakenOutByHand() {
        var cookies = Cookies.of(Map.of("all", "0"))
                .set("a", "1", "shop.example")
                .set("a", "2", "shop.example", "/cart")
                .set("b", "3", ".Other.example");
        assertThat(cookies.get("all")).contains("0");
        assertThat(cookies.get("b")).contains("3");
        assertThat(cookies.get("b", "other.example")).contains("3");
        assertThat(cookies.get("none")).isEmpty();
        assertThat(cookies.get("a", "shop.example", "/cart")).contains("2");
        assertThatThrownBy(() -> cookies.get("a"))
                .isInstanceOf(CookieConflictException.class)
                .hasMessageContaining("shop.example/cart");
        assertThat(sent(cookies, "http://sub.shop.example/cart")).isEqualTo("a=2; all=0; a=1");
        assertThat(cookies.delete("a", "shop.example", "/")).isTrue();
        assertThat(cookies.delete("a", "other.example")).isFalse();
        assertThat(cookies.get("a")).contains("2");
        cookies.clear("shop.example");
        cookies.clear("other.example", "/x");
        assertThat(cookies.all()).extracting(StoredCookie::name).containsExactly("all", "b");
        cookies.clear();
        assertThat(cookies.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret;x", "secret\r\nX: y", "secret\u0000", "sécret"})
    void whatWouldEndACookieIsRefusedAndNotRepeated(String value) {
        assertThatThrownBy(() -> Cookies.create().set("a", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cret;")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Cookies.create().set(value, "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valuesAreInNoText() {
        assertThat(Cookies.create().set("a", "secret", "shop.example").toString())
                .isEqualTo("Cookies[a for shop.example/]");
    }

    @ParameterizedTest
    @CsvSource({"github.io, ada.github.io", "co.uk, shop.co.uk", "localhost, app.localhost"})
    void aPublicSuffixThatIsAHostSetsCookiesForItselfAlone(String host, String tenant) {
        Cookies cookies = received("http://" + host + "/", "a=1; Domain=" + host);
        assertThat(sent(cookies, "http://" + host + "/")).isEqualTo("a=1");
        assertThat(sent(cookies, "http://" + tenant + "/")).isEqualTo("none");
    }
}
