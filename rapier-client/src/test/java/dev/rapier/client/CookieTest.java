package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.client.auth.DigestAuth;
import dev.rapier.client.cookies.Cookies;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CookieTest {
    private static String cookie(ClientRequest request) {
        return request.headers().first("Cookie").orElse("none");
    }

    private static TransportResponse redirect(String to, String cookie) {
        return TransportResponse.of(302).withHeader("Location", to).withHeader("Set-Cookie", cookie);
    }

    @Test
    void cookieOfAServerIsSentToItAgain() throws Exception {
        try (var server = LoopbackServer.answering(request -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
                        + "Set-Cookie: session=s1; HttpOnly\r\nSet-Cookie: lang=de\r\n\r\n");
                var client = Client.of(server.url())) {
            var first = client.get("/");
            assertThat(first.cookies().get("lang")).contains("de");
            client.get("/");
            assertThat(server.received).extracting(r -> r.header("Cookie")).containsExactly("", "session=s1; lang=de");
            assertThat(client.cookies().get("session")).contains("s1");
        }
    }

    @Test
    @Tag("H49")
    void cookieThatARedirectSetsIsSentToTheTargetOfItsDomainOnly() {
        var mock = MockTransport.of(request -> switch (request.url().toString()) {
            case "http://a.example/login" -> redirect("/home", "session=s1");
            case "http://a.example/home" -> redirect("http://b.example/", "seen=1; Domain=a.example");
            case "http://b.example/" -> redirect("http://sub.a.example/", "other=2");
            default -> TransportResponse.of(200);
        });
        try (var client = Client.builder().transport(mock).followRedirects(true).build()) {
            client.get("http://a.example/login");
        }
        assertThat(mock.requests())
                .extracting(CookieTest::cookie)
                .containsExactly("none", "session=s1", "none", "seen=1");
    }

    @Test
    @Tag("H49")
    void cookieOfACallIsNotSentAfterARedirect() {
        var mock = MockTransport.of(
                request -> request.url().getPath().equals("/a") ? redirect("/b", "new=2") : TransportResponse.of(200));
        try (var client = Client.builder().transport(mock).followRedirects(true).build()) {
            client.cookies().set("mine", "0");
            client.cookies().set("jar", "1");
            client.request("GET", "http://a.example/a")
                    .cookie("mine", "own")
                    .header("Cookie", "raw=r")
                    .send();
        }
        assertThat(mock.requests())
                .extracting(CookieTest::cookie)
                .containsExactly("raw=r; mine=own; jar=1", "mine=0; jar=1; new=2");
    }

    @Test
    void jarCanBeGivenSharedAndLeftOut() {
        var mock = MockTransport.of(request -> TransportResponse.of(200).withHeader("Set-Cookie", "new=1"));
        var jar = Cookies.of(Map.of("a", "1"));
        var sharing = Client.builder().transport(mock).cookies(jar).build();
        var without = Client.builder().transport(mock).withoutCookies().build();
        sharing.get("http://a.example/");
        assertThat(jar.get("new")).contains("1");
        assertThat(without.get("http://a.example/").cookies().get("new")).contains("1");
        without.get("http://a.example/");
        assertThat(mock.requests()).extracting(CookieTest::cookie).containsExactly("a=1", "none", "none");
        assertThatThrownBy(without::cookies).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cookieThatComesWithAChallengeGoesWithTheAnswer() {
        var mock = MockTransport.of(
                request -> request.headers().first("Authorization").isPresent()
                        ? TransportResponse.of(200)
                        : TransportResponse.of(401)
                                .withHeader("Set-Cookie", "state=7")
                                .withHeader("WWW-Authenticate", "Digest realm=r, nonce=n, qop=auth"));
        try (var client =
                Client.builder().transport(mock).auth(DigestAuth.of("ann", "x")).build()) {
            client.get("http://a.example/");
        }
        assertThat(mock.requests()).extracting(CookieTest::cookie).containsExactly("none", "state=7");
    }

    @Test
    void cookieThatCanNotBeSentIsRefused() {
        var call = Client.of().request("GET", "http://a.example/");
        assertThatThrownBy(() -> call.cookie("a", "b\r\nX: y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyCallsAtOnceShareTheJar() {
        var mock = MockTransport.of(request -> TransportResponse.of(200)
                .withHeader("Set-Cookie", "c" + request.url().getPath().substring(1) + "=1"));
        try (var client = Client.builder().transport(mock).build()) {
            Async.run(() ->
                    Async.map(30, IntStream.range(0, 90).boxed().toList(), n -> client.get("http://a.example/" + n)));
            assertThat(client.cookies().all()).hasSize(90);
        }
    }
}
