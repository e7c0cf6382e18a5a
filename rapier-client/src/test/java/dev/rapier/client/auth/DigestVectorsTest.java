package dev.rapier.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.client.Client;
import dev.rapier.client.MockTransport;
import dev.rapier.client.TransportResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7616 section 3.9 and RFC 2617 section 3.5. */
class DigestVectorsTest {
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
    private static final String CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    /** What is sent in answer to a challenge. */
    private static String answer(DigestAuth auth, String url, String challenge) {
        var mock = MockTransport.of(
                request -> request.headers().first("Authorization").isPresent()
                        ? TransportResponse.of(200)
                        : TransportResponse.of(401).withHeader("WWW-Authenticate", challenge));
        try (var client = Client.builder().transport(mock).auth(auth).build()) {
            assertThat(client.get(url).statusCode()).isEqualTo(200);
        }
        return mock.requests().getLast().headers().first("Authorization").orElseThrow();
    }

    private static String parameter(String header, String name) {
        var found = Pattern.compile("[ ,]" + Pattern.quote(name) + "=(\"([^\"]*)\"|[^,]*)")
                .matcher(header);
        assertThat(found.find()).as(name + " in " + header).isTrue();
        return found.group(2) == null ? found.group(1) : found.group(2);
    }

    @ParameterizedTest
    @CsvSource({
        "MD5,     8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    @Tag("H51")
    void answersAsTheRfcDoes(String algorithm, String response) {
        String sent = answer(
                new DigestAuth("Mufasa", "Circle of Life", () -> CLIENT_NONCE),
                "http://www.example.org/dir/index.html",
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=" + algorithm + ", nonce=\""
                        + NONCE + "\", opaque=\"" + OPAQUE + "\"");
        assertThat(parameter(sent, "response")).isEqualTo(response);
        assertThat(parameter(sent, "username")).isEqualTo("Mufasa");
        assertThat(parameter(sent, "uri")).isEqualTo("/dir/index.html");
        assertThat(parameter(sent, "nc")).isEqualTo("00000001");
        assertThat(parameter(sent, "qop")).isEqualTo("auth");
        assertThat(parameter(sent, "opaque")).isEqualTo(OPAQUE);
    }

    @Test
    void theOldRfcsExampleHolds() {
        String sent = answer(
                new DigestAuth("Mufasa", "Circle Of Life", () -> "0a4f113b"),
                "http://www.nowhere.org/dir/index.html",
                "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                        + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
        assertThat(parameter(sent, "response")).isEqualTo("6629fae49393a05397450978507c4ef1");
    }

    /** The RFC's second example, whose printed hashes are not of SHA-512-256; these are by Python's hashlib. */
    @Test
    void nameIsHashedWhereTheServerWantsThat() {
        String sent = answer(
                new DigestAuth("Jäsøn Doe", "Secret, or not?", () -> "NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm"),
                "http://api.example.org/doe.json",
                "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256,"
                        + " nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\","
                        + " opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", charset=UTF-8, userhash=true");
        assertThat(parameter(sent, "username"))
                .isEqualTo("793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b");
        assertThat(parameter(sent, "response"))
                .isEqualTo("7a4e1192babbba02e91182d2895bfdbf7adafc6e48d4e517ca301974843d840c");
        assertThat(parameter(sent, "userhash")).isEqualTo("true");
    }

    @Test
    void withoutQopThereIsNeitherCountNorClientNonce() {
        String sent = answer(DigestAuth.of("ann \"a\"", "x"), "http://e.test/", "Digest realm=r, nonce=n");
        assertThat(sent).doesNotContain("nc=").doesNotContain("qop=").contains("username=\"ann \\\"a\\\"\"");
    }

    @Test
    void nameBeyondAsciiIsEncoded() {
        assertThat(answer(DigestAuth.of("änn", "x"), "http://e.test/", "Digest realm=r, nonce=n, qop=auth"))
                .contains("username*=UTF-8''%C3%A4nn");
    }
}
