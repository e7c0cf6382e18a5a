package dev.rapier.client;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The page of faults is made from what {@link FaultTest} tests. */
class FaultPageTest {
    private static final Path PAGE = Path.of("../docs/client-faults.md");
    private static final String HEAD = """
            # What a bad server does to the HTTP client

            Each line is a test of `rapier-client` (`FaultTest`), run on both transports against a server on loopback that does just that. Afterwards
            the client, which may have one connection only, makes another call: the place of the bad one is free again. The page is made from
            the test; `-Dtest=FaultPageTest -Drapier.write=true` writes it.

            | the server | the call throws | its connection |
            |---|---|---|
            | refuses the connection, or its name is unknown | `ConnectFailedException` | there is none |
            | does not accept (`TimeoutTest`) | `ConnectTimeoutException` | there is none |
            """;
    private static final String FOOT = """
            | sends more than the promised length | nothing; the next call on that connection may be a `RemoteProtocolException` | closed then |

            Timeouts are those of `ClientTimeouts`: `read` is the longest silence, so a server that drips is ended by `total` only (or by the scope that
            the call runs in). The transport on the JDK's client does not see single octets of a head: there the read timeout bounds the whole head.
            """;

    private static String line(Fault fault) {
        String usual = fault.exception(Engine.OKHTTP).getSimpleName();
        String byJdk = fault.exception(Engine.JDK).getSimpleName();
        return "| %s | `%s`%s | %s |%n"
                .formatted(
                        fault.what,
                        usual,
                        byJdk.equals(usual) ? "" : "; with the JDK's client `" + byJdk + "`",
                        fault.keepsConnection() ? "kept" : "closed");
    }

    @Test
    void the_page_says_what_is_tested() throws IOException {
        String page =
                HEAD + Arrays.stream(Fault.values()).map(FaultPageTest::line).collect(joining()) + FOOT;
        if (Boolean.getBoolean("rapier.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("written by -Dtest=FaultPageTest -Drapier.write=true")
                .hasContent(page);
    }
}
