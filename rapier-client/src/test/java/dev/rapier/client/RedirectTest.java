package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** H43 to H48. */
@ParameterizedClass
@EnumSource(Engine.class)
class RedirectTest {
    @Parameter
    Engine engine;

    private MockTransport redirecting(int status, String location) {
        return MockTransport.of(request -> request.url().getPath().equals("/start")
                ? TransportResponse.of(status).withHeader("Location", location)
                : TransportResponse.text(200, "arrived"));
    }

    private Client following(Transport transport) {
        return engine.builder().transport(transport).followRedirects(true).build();
    }

    private ClientRequest second(int status, String location, ClientRequest first) {
        var transport = redirecting(status, location);
        assertThat(following(transport).send(first).statusCode()).isEqualTo(200);
        return transport.requests().get(1);
    }

    private ClientCall call(String method, String url) {
        return engine.builder().build().request(method, url);
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET",
        "301, GET, GET",
        "301, PUT, PUT",
        "301, HEAD, HEAD",
        "302, POST, GET",
        "302, PUT, GET",
        "302, HEAD, HEAD",
        "303, POST, GET",
        "303, DELETE, GET",
        "303, HEAD, HEAD",
        "307, POST, POST",
        "308, PUT, PUT"
    })
    @Tag("H43")
    void a_redirect_changes_the_method_as_browsers_do(int status, String method, String expected) {
        var next =
                second(status, "/end", call(method, "http://example.com/start").build());
        assertThat(next.method()).isEqualTo(expected);
    }

    @Test
    @Tag("H43")
    void what_becomes_a_get_loses_its_body_and_the_headers_of_the_body() {
        var next = second(
                303,
                "/end",
                call("POST", "http://example.com/start").json(List.of(1)).build());
        assertThat(next.payload().isEmpty()).isTrue();
        assertThat(next.headers().first("Content-Length")).isEmpty();
        assertThat(next.headers().first("Content-Type")).isEmpty();
    }

    @Test
    @Tag("H43")
    void a_308_keeps_the_body() {
        var next = second(
                308,
                "/end",
                call("POST", "http://example.com/start").json(List.of(1)).build());
        assertThat(next.payload().length()).hasValue(3);
        assertThat(next.headers().first("Content-Length")).contains("3");
    }

    @ParameterizedTest
    @CsvSource({
        "/end,                        http://example.com/end",
        "end?x=1,                     http://example.com/end?x=1",
        "//other.example/end,         http://other.example/end",
        "https://other.example/end,   https://other.example/end",
        "https:///end,                https://example.com/end",
        "/end#there,                  http://example.com/end#there",
    })
    @Tag("H44")
    void a_location_may_be_relative_or_lack_its_scheme_or_its_host(String location, String expected) {
        assertThat(second(302, location, call("GET", "http://example.com/start").build())
                        .url())
                .hasToString(expected);
    }

    @Test
    @Tag("H44")
    void the_fragment_is_kept_where_the_location_has_none() {
        assertThat(second(
                                302,
                                "/end",
                                call("GET", "http://example.com/start#part").build())
                        .url())
                .hasToString("http://example.com/end#part");
    }

    @Test
    @Tag("H44")
    void a_malformed_location_is_a_remote_protocol_error() {
        assertThatThrownBy(() ->
                        following(redirecting(302, "http://example.com:port/")).get("http://example.com/start"))
                .isInstanceOf(RemoteProtocolException.class);
    }

    @Test
    @Tag("H44")
    void a_redirect_to_another_scheme_is_an_unsupported_protocol() {
        assertThatThrownBy(
                        () -> following(redirecting(302, "ftp://example.com/x")).get("http://example.com/start"))
                .isInstanceOf(UnsupportedProtocolException.class);
    }

    private MockTransport countingDown() {
        return MockTransport.of(request -> {
            int n = Integer.parseInt(request.url().getPath().substring(1));
            return n == 0
                    ? TransportResponse.text(200, "arrived")
                    : TransportResponse.of(302).withHeader("Location", "/" + (n - 1));
        });
    }

    @Test
    @Tag("H45")
    void twenty_redirects_succeed_and_are_the_history() {
        var response = following(countingDown()).get("http://example.com/20");
        assertThat(response.text()).isEqualTo("arrived");
        assertThat(response.history()).hasSize(20).allMatch(ClientResponse::isRedirect);
        assertThat(response.history().get(3).history()).hasSize(3);
    }

    @Test
    @Tag("H45")
    void twenty_one_redirects_are_too_many() {
        var transport = countingDown();
        assertThatThrownBy(() -> following(transport).get("http://example.com/21"))
                .isInstanceOf(TooManyRedirectsException.class);
        assertThat(transport.requests()).hasSize(21);
    }

    @Test
    @Tag("H45")
    void a_loop_is_too_many_redirects() {
        assertThatThrownBy(() -> following(redirecting(302, "/start")).get("http://example.com/start"))
                .isInstanceOf(TooManyRedirectsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/start,     http://other.example/end,     false",
        "http://example.com/start,     http://example.com:81/end,    false",
        "https://example.com/start,    http://example.com/end,       false",
        "http://example.com/start,     http://example.com/end,       true",
        "http://example.com/start,     https://example.com/end,      true",
        "http://example.com:81/start,  https://example.com/end,      false",
    })
    @Tag("H46")
    void authorization_is_dropped_on_another_origin_but_for_https_of_the_same_host(
            String from, String to, boolean kept) {
        var next = second(302, to, call("GET", from).bearer("secret").build());
        assertThat(next.headers().first("Authorization").isPresent()).isEqualTo(kept);
        assertThat(next.headers().all("Host")).containsExactly(Urls.hostAndPort(next.url()));
    }

    @Test
    @Tag("H47")
    void a_streamed_body_can_not_be_sent_again() {
        var request = call("POST", "http://example.com/start")
                .payload(Payload.stream("text/plain", out -> out.write('x')))
                .build();
        assertThatThrownBy(() -> following(redirecting(307, "/end")).send(request))
                .isInstanceOf(StreamConsumedException.class);
    }

    @Test
    @Tag("H48")
    void a_redirect_that_is_not_followed_offers_the_next_request() {
        try (var client = engine.builder().transport(redirecting(302, "/end")).build()) {
            var response = client.get("http://example.com/start");
            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(client.send(response.nextRequest().orElseThrow()).text()).isEqualTo("arrived");
        }
    }

    @Test
    @Tag("H48")
    void a_streamed_redirect_that_is_not_followed_can_be_read() {
        try (var client = engine.builder().transport(redirecting(302, "/end")).build();
                var response = client.stream("GET", "http://example.com/start")) {
            assertThat(response.nextRequest()).isPresent();
            assertThat(response.read().bytes()).isEmpty();
        }
    }

    @Test
    void one_call_can_follow_redirects_though_its_client_does_not() {
        try (var client = engine.builder().transport(redirecting(302, "/end")).build()) {
            var response = client.request("GET", "http://example.com/start")
                    .followRedirects(true)
                    .send();
            assertThat(response.text()).isEqualTo("arrived");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http:90/x,       http://example.com:80/90/x",
        "http:.evil.test, http://example.com:80/.evil.test",
        "http:@evil.test, http://example.com:80/@evil.test",
        "http:/a/../b,    http://example.com:80/b"
    })
    @Tag("H44")
    void what_has_a_scheme_and_no_host_does_not_grow_on_to_the_host(String location, String expected) {
        var next =
                second(302, location, call("GET", "http://example.com:80/start").build());
        assertThat(next.url()).hasToString(expected);
    }
}
