package dev.rapier.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    private static List<Challenge> parse(String... fields) {
        return Challenge.parse(List.of(fields));
    }

    @Test
    void severalChallengesMayShareAField() {
        assertThat(parse("Basic realm=\"a, b\", Digest realm=\"c\", qop=\"auth,auth-int\" , nonce=x", "Bearer"))
                .containsExactly(
                        new Challenge("basic", Map.of("realm", "a, b")),
                        new Challenge("digest", Map.of("realm", "c", "qop", "auth,auth-int", "nonce", "x")),
                        new Challenge("bearer", Map.of()));
    }

    @Test
    void quotedCharactersStandForThemselvesAndNamesHaveNoCase() {
        assertThat(parse("DIGEST Realm=\"say \\\"hi\\\" \\\\\", NONCE = n"))
                .containsExactly(new Challenge("digest", Map.of("realm", "say \"hi\" \\", "nonce", "n")));
    }

    @Test
    void oneValueOfAnotherSchemeIsPassedOver() {
        assertThat(parse("Negotiate YIIEaQYJKoZI/hvcNAQI==, Digest realm=r", "NTLM"))
                .extracting(Challenge::scheme)
                .containsExactly("negotiate", "digest", "ntlm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digest realm=\"open", "Digest realm=\"a\" nonce=b", "=x", "Digest @"})
    void whatIsNoneIsRefused(String field) {
        assertThatThrownBy(() -> parse(field)).isInstanceOf(IllegalArgumentException.class);
    }
}
