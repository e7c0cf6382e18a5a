package dev.rapier.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.client.Client;
import dev.rapier.client.MockTransport;
import dev.rapier.client.TransportResponse;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetrcTest {
    private static final String FILE = """
            # a comment
            machine api.example.com
                login ann password "se cret"   # not part of it
            macdef init
            cd /pub
            machine no.such login x password y

            machine other.example login bob account a password hash#tag
            machine open.example login guest
            default user any password \\"thing
            """;

    @Test
    void entriesAreFoundByMachine() {
        var entries = Netrc.parse(FILE);
        assertThat(Netrc.find(entries, "API.example.com"))
                .contains(new Netrc.Entry("api.example.com", "ann", "se cret"));
        assertThat(Netrc.find(entries, "other.example")).contains(new Netrc.Entry("other.example", "bob", "hash#tag"));
        assertThat(Netrc.find(entries, "open.example")).contains(new Netrc.Entry("open.example", "guest", null));
    }

    @Test
    void otherHostsGetTheDefaultEntryIfThereIsOne() {
        assertThat(Netrc.find(Netrc.parse(FILE), "no.such")).contains(new Netrc.Entry(null, "any", "\"thing"));
        assertThat(Netrc.find(Netrc.parse("machine a login b password c"), "no.such"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine", "machine a login", "\nnonsense", "machine a login b secret"})
    void whatIsNotOfTheFormatIsRefused(String text) {
        assertThatThrownBy(() -> Netrc.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(line \\d has .*|it ends after .*)");
    }

    @Test
    void fileIsNamedByTheEnvironmentOrIsInTheHomeDirectory(@TempDir Path folder) throws Exception {
        assertThat(NetrcAuth.file(Map.of("NETRC", "/etc/mine"))).isEqualTo(Path.of("/etc/mine"));
        assertThat(NetrcAuth.file(Map.of())).isEqualTo(Path.of(System.getProperty("user.home"), ".netrc"));
        assertThatThrownBy(() -> NetrcAuth.of(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
        Path wrong = Files.writeString(folder.resolve("wrong"), "machine a\nlogin b\nsecret1");
        assertThatThrownBy(() -> NetrcAuth.of(wrong))
                .hasMessageContaining("wrong: line 3")
                .hasMessageNotContaining("secret1");
    }

    @Test
    void aPasswordMayBeginWithANumberSign() {
        assertThat(Netrc.parse("machine a login b password #secret # a comment\nmachine c login #d password e"))
                .containsExactly(new Netrc.Entry("a", "b", "#secret"), new Netrc.Entry("c", "#d", "e"));
    }

    @Test
    void linesMayEndAsOnWindows() {
        String text = "macdef init\r\ncd /pub\r\n\r\nmachine a login b password c\r\n";
        assertThat(Netrc.parse(text)).containsExactly(new Netrc.Entry("a", "b", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user_service/", "http://user_service:8080/x", "http://[::1]:8080/"})
    void everyHostThatCanBeCalledIsFound(String url, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("netrc"), "machine user_service login b password c machine ::1 login b password c");
        var mock = MockTransport.of(request -> TransportResponse.of(200));
        try (var client =
                Client.builder().transport(mock).auth(NetrcAuth.of(file)).build()) {
            client.get(url);
        }
        assertThat(mock.requests().getFirst().headers().first("Authorization")).contains("Basic Yjpj");
    }
}
