package dev.rapier.checklist;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The behaviours that httpx is held to by its tests, and {@code rapier-client} with it: H41 to H60. A test that shows one bears its
 * name as a tag, {@code @Tag("H45")}; {@link ClientChecklistPageTest} makes the page of them.
 */
final class ClientChecklist {
    /** Name, what holds, and how Rapier differs on purpose, empty where it does not. */
    private static final String TEXT = """
            H41 | A relative URL is appended to the base URL, whatever dots, colons and encoded slashes it has; an absolute one ignores it. |
            H42 | A header of a call wins over the client's whatever its case; repeated ones are kept; default ones can be left out. |
            H43 | A POST that meets 301, and all but HEAD that meet 302 or 303, go on as GET without body; 307 and 308 keep method and body. |
            H44 | A Location may be relative or lack scheme or host, and inherits the fragment; a malformed one and a foreign scheme are errors. |
            H45 | 20 redirects are followed, the 21st is TooManyRedirectsException, in a loop as well. |
            H46 | Authorization stays on the host, also from http to https of it, and is dropped for any other. |
            H47 | A body that was written while it was sent can't be sent again, after a redirect or a challenge: StreamConsumedException. | what can be read again (a file) is
            H48 | A redirect that is not followed offers the next request; streamed responses do so, too. |
            H49 | A cookie that a redirect sets goes to the target, if it is of the cookie's domain. |
            H50 | Hooks run for each hop; a response hook that throws closes the response. |
            H51 | Basic by call, client, URL and netrc, and none on demand; digest with MD5 and SHA-256 counts its nonce and keeps its challenge; a malformed challenge is a protocol error. |
            H52 | Each of the four timeouts has its exception: silence between two chunks, an upload that is stuck, no connection, no free connection. |
            H53 | raiseForStatus returns 2xx and throws for all else, with the URL and, for a redirect, its target. |
            H54 | Text is in the charset of the header, else in the default, else as was set before; setting it later is an error. |
            H55 | gzip, deflate, br and zstd are decoded, stacked ones too; corrupt data is DecodingException; lines end with \\n, \\r or \\r\\n, also across chunks. |
            H56 | Reading twice, after close and before read are three errors; the elapsed time is known at the end only. |
            H57 | A cancel or an exception in the middle of a streamed body closes it and its connection. |
            H58 | Multipart: boundary, unicode names, guessed types, own headers; bytes, text and files; chunked where a length is unknown; text readers are refused. |
            H59 | A closed client refuses calls and has closed its transports; of several mounts the most specific wins; NO_PROXY holds. | nothing is entered: a client is open from the start
            H60 | A mock gets the request as it would be sent; the in-process transport throws what the app throws, or answers 500. |
            """;

    private static final String HEAD = """
            # The checklist of the HTTP client

            What the tests of httpx hold, and `rapier-client` with them; %d of %d have tests, over real sockets where one is meant. The page is made
            from the tags of those tests (`@Tag("H45")`); a test fails when it names one that is not there.
            """;

    private ClientChecklist() {}

    static ChecklistPage page() {
        return new ChecklistPage(
                "client-checklist.md",
                HEAD,
                ChecklistLine.parse(TEXT),
                Pattern.compile("H\\d+"),
                List.of("rapier-client", "rapier-test", "rapier-all", "examples/tour"));
    }
}
