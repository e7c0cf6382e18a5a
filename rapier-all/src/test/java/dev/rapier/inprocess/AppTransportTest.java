package dev.rapier.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Resource;
import dev.rapier.client.Client;
import dev.rapier.client.ReadFailedException;
import dev.rapier.client.ReceivedEvent;
import dev.rapier.http.Get;
import dev.rapier.http.Provides;
import dev.rapier.http.Query;
import dev.rapier.web.App;
import dev.rapier.web.Rapier;
import dev.rapier.web.RedirectResponse;
import dev.rapier.web.StreamingResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that speaks to an application in its own process. */
@Tag("H60")
class AppTransportTest {
    record User(String name) {}

    /** What a test sees of the application. */
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();

    final class Routes {
        @Provides
        User user() {
            return new User("ada");
        }

        @Get("/me")
        User me(User user) {
            return user;
        }

        @Get("/greet")
        String greet(@Query String name) {
            return "hello " + name;
        }
    }

    private App app() {
        App app = Rapier.create().include(new Routes());
        app.onStartup(() -> seen.add("startup")).onShutdown(() -> seen.add("shutdown"));
        app.post(
                "/echo",
                request -> request.method() + " " + request.url() + " " + request.text() + " from "
                        + request.remoteAddress());
        app.get("/fails", request -> {
            throw new IOException("the handler's own");
        });
        app.get("/old", request -> RedirectResponse.to("/greet?name=bob"));
        app.get("/background", request -> {
            request.backgroundTasks().add(() -> {
                Async.sleep(Duration.ofMillis(20));
                seen.add("background");
            });
            return "answered";
        });
        app.get("/background-fails", request -> {
            request.backgroundTasks().add(() -> {
                throw new IOException("in the background");
            });
            return "answered";
        });
        app.get("/events", request -> events());
        app.get(
                "/breaks",
                request -> AsyncGenerator.<Integer>of(out -> {
                    out.yield(1);
                    Async.sleep(Duration.ofMillis(50));
                    throw new IOException("in the stream");
                }));
        app.get("/sleeps", request -> {
            try {
                Async.sleep(Duration.ofDays(1));
                return "";
            } catch (Cancellation e) {
                cancelled.add(e.reason());
                throw e;
            }
        });
        return app;
    }

    private StreamingResponse events() {
        return StreamingResponse.of(AsyncGenerator.<String>of(out -> {
                    try {
                        for (int i = 0; ; i++) {
                            out.yield("event: tick\nid: " + i + "\ndata: " + i + "\n\n");
                            Async.sleep(Duration.ofMillis(1));
                        }
                    } finally {
                        cancelled.add("stream");
                    }
                }))
                .mediaType("text/event-stream");
    }

    private static Client client(AppTransport transport) {
        return Client.builder().transport(transport).baseUrl("http://app.test").build();
    }

    @Test
    void requestsAndAnswersGoTheWholeWay() {
        try (var client = client(AppTransport.of(app()).from(new InetSocketAddress("10.1.2.3", 4567)))) {
            assertThat(client.get("/greet?name=a%20b").json(String.class)).isEqualTo("hello a b");
            assertThat(client.get("/greet").statusCode()).isEqualTo(422);
            assertThat(client.get("/none").statusCode()).isEqualTo(404);
            assertThat(client.post("https://other.test/echo?x=1", dev.rapier.client.Payload.text("hi"))
                            .json(String.class))
                    .isEqualTo("POST https://other.test/echo?x=1 hi from /10.1.2.3:4567");
        }
    }

    @Test
    void theLifespanIsThatOfTheClient() {
        try (var client = client(AppTransport.of(app()))) {
            assertThat(seen).containsExactly("startup");
            client.get("/me");
        }
        assertThat(seen).containsExactly("startup", "shutdown");
    }

    @Test
    void whatAHandlerThrowsIsThrownByTheCall() {
        try (var client = client(AppTransport.of(app()))) {
            assertThatThrownBy(() -> client.get("/fails"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the handler's own");
            assertThatThrownBy(() -> client.get("/breaks"))
                    .isInstanceOf(ReadFailedException.class)
                    .hasRootCauseMessage("in the stream");
            assertThatThrownBy(() -> client.get("/background-fails")).hasStackTraceContaining("in the background");
        }
    }

    @Test
    void orItIsStatus500AndABrokenBody() {
        try (var client = client(AppTransport.of(app()).raiseServerErrors(false))) {
            assertThat(client.get("/fails").statusCode()).isEqualTo(500);
            assertThat(client.get("/background-fails").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> client.get("/breaks"))
                    .isInstanceOf(ReadFailedException.class)
                    .hasMessageContaining("the server broke the body off");
        }
    }

    @Test
    void theEndOfTheBodyWaitsForBackgroundTasks() {
        try (var client = client(AppTransport.of(app()))) {
            assertThat(client.get("/background").json(String.class)).isEqualTo("answered");
            assertThat(seen).contains("background");
        }
    }

    @Test
    void redirectsAreTheClients() {
        try (var client = Client.builder()
                .transport(AppTransport.of(app()))
                .baseUrl("http://app.test")
                .followRedirects(true)
                .build()) {
            assertThat(client.get("/old").json(String.class)).isEqualTo("hello bob");
        }
    }

    @Test
    void anEndlessStreamOfEventsIsReadPieceByPieceAndEndsWithItsReader() throws Exception {
        try (var client = client(AppTransport.of(app()))) {
            List<ReceivedEvent> events = Async.run(() -> {
                try (var response = client.stream("GET", "/events")) {
                    return response.events().take(3).toList();
                }
            });
            assertThat(events).extracting(ReceivedEvent::data).containsExactly("0", "1", "2");
            assertThat(cancelled.poll(5, TimeUnit.SECONDS)).isEqualTo("stream");
        }
    }

    @Test
    void aCancelOfTheCallerIsAClientThatGoesAway() throws Exception {
        try (var client = client(AppTransport.of(app()))) {
            assertThatThrownBy(
                            () -> Async.run(() -> Async.timeout(Duration.ofMillis(100), () -> client.get("/sleeps"))))
                    .isInstanceOf(AsyncTimeoutException.class);
            assertThat(cancelled.poll(5, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void whatIsProvidedCanBeOverridden() {
        App app = app();
        try (var client = client(AppTransport.of(app))) {
            assertThat(client.get("/me").json(User.class)).isEqualTo(new User("ada"));
            app.override(User.class, Resource.of(() -> new User("test"), user -> {}));
            assertThat(client.get("/me").json(User.class)).isEqualTo(new User("test"));
            app.withoutOverrides();
            assertThat(client.get("/me").json(User.class)).isEqualTo(new User("ada"));
        }
    }
}
