package dev.rapier.cli;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of the guide to the HTTP client, which call a server on loopback. */
class ClientGuideTest {
    private static final String SHOWN = "https://api.example.com";

    private static final String CLOSING = """
            void main() {
                run(() -> {
                    try (client) {
            %s        }
                });
            }""";

    private static ExampleApi api;

    @BeforeAll
    static void startServer() throws Exception {
        api = ExampleApi.start();
    }

    @AfterAll
    static void stopServer() {
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> the_guide() {
        return DocsPage.of("client.md")
                .inRealTime()
                .bodiesIn(CLOSING)
                .replacing(SHOWN, () -> api.url())
                .tests();
    }
}
