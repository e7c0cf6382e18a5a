package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncTimeoutException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A place among the connections comes back whatever goes wrong. */
@Timeout(30)
class PlacesTest {
    /** What goes wrong, and where. */
    enum Wrong {
        REQUEST_HOOK(
                builder -> builder.onRequest(request -> {
                    throw new IllegalStateException("hook");
                }),
                client -> client.get("/fine")),
        RESPONSE_HOOK(
                builder -> builder.onResponse(response -> {
                    throw new IllegalStateException("hook");
                }),
                client -> client.get("/fine")),
        RESPONSE_HOOK_OF_A_REDIRECT(
                builder -> builder.followRedirects(true).onResponse(response -> {
                    throw new AssertionError("hook");
                }),
                client -> client.get("/moved")),
        AUTH_BEFORE(
                builder -> {},
                client -> client.request("GET", "/fine")
                        .auth(exchange -> {
                            throw new IllegalStateException("auth");
                        })
                        .send()),
        AUTH_BEHIND(
                builder -> {},
                client -> client.request("GET", "/fine")
                        .auth(exchange -> {
                            exchange.send(exchange.request());
                            throw new IllegalStateException("auth");
                        })
                        .send()),
        AUTH_WITHOUT_RESULT(
                builder -> {},
                client -> client.request("GET", "/fine")
                        .auth(exchange -> {
                            exchange.send(exchange.request());
                            return null;
                        })
                        .send()),
        TRANSPORT(builder -> {}, client -> client.get("/error")),
        LOCATION(builder -> builder.followRedirects(true), client -> client.get("/nowhere")),
        BODY(builder -> {}, client -> client.get("/breaks")),
        BODY_OF_A_REDIRECT(builder -> builder.followRedirects(true), client -> client.get("/breaks-moved")),
        CLOSING(builder -> {}, client -> client.get("/stuck")),
        CODING(builder -> {}, client -> client.get("/corrupt")),
        JSON(builder -> {}, client -> client.get("/fine").json(Integer[].class)),
        STREAM(builder -> {}, client -> client.stream("GET", "/breaks").lines().toList()),
        HALF_A_STREAM(builder -> {}, client -> {
            client.stream("GET", "/fine").lines().take(1).toList();
            throw new IllegalStateException("enough");
        });

        private final Consumer<ClientBuilder> settings;
        private final Consumer<Client> call;

        Wrong(Consumer<ClientBuilder> settings, Consumer<Client> call) {
            this.settings = settings;
            this.call = call;
        }
    }

    private static TransportResponse answer(ClientRequest request) {
        var breaks = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };
        var stuck = new ByteArrayInputStream(new byte[1]) {
            @Override
            public void close() throws IOException {
                throw new IOException("stuck");
            }
        };
        TransportResponse fine = TransportResponse.text(200, "a\nb\n");
        return switch (request.url().getPath()) {
            case "/fine" -> fine;
            case "/moved" -> TransportResponse.of(302).withHeader("Location", "/fine");
            case "/nowhere" -> TransportResponse.of(302).withHeader("Location", "http://a:b:c/");
            case "/breaks" -> new TransportResponse(200, "", "HTTP/1.1", fine.headers(), breaks);
            case "/breaks-moved" ->
                new TransportResponse(
                                302, "", "HTTP/1.1", TransportResponse.of(302).headers(), breaks)
                        .withHeader("Location", "/fine");
            case "/stuck" -> new TransportResponse(200, "", "HTTP/1.1", fine.headers(), stuck);
            case "/corrupt" -> fine.withHeader("Content-Encoding", "gzip");
            default -> throw new StackOverflowError("the transport's");
        };
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void comesBackFromACallThatFails(Wrong wrong) {
        ClientBuilder builder = Client.builder()
                .baseUrl("http://a.test")
                .limits(ClientLimits.defaults().withMaxConnections(1))
                .timeouts(ClientTimeouts.of(Duration.ofMillis(500)))
                .transport(MockTransport.of(PlacesTest::answer));
        wrong.settings.accept(builder);
        try (var client = builder.build()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> wrong.call.accept(client))
                        .isNotInstanceOf(PoolTimeoutException.class)
                        .isNotInstanceOf(StreamClosedException.class);
            }
        }
    }

    @Test
    void callThatWaitsForAPlaceIsNotSentOnceTheClientIsClosed() throws Exception {
        var sent = new AtomicInteger();
        var client = Client.builder()
                .limits(ClientLimits.defaults().withMaxConnections(1))
                .transport(MockTransport.of(request -> {
                    sent.incrementAndGet();
                    return TransportResponse.text(200, "x");
                }))
                .build();
        var first = client.stream("GET", "http://a.test/first");
        var failure = new CompletableFuture<Throwable>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                failure.completeExceptionally(
                        new AssertionError(client.get("http://a.test/second").toString()));
            } catch (RuntimeException e) {
                failure.complete(e);
            }
        });
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        client.close();
        first.close();
        assertThat(failure.get(10, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("GET http://a.test/second: the client is closed; make one and share it while it is needed");
        assertThat(sent).hasValue(1);
    }

    @Test
    void comesBackFromACallThatIsCancelledInAHookOrAnAuth() {
        var inside = new CountDownLatch(2);
        try (var client = Client.builder()
                .limits(ClientLimits.defaults().withMaxConnections(1))
                .timeouts(ClientTimeouts.of(Duration.ofSeconds(5)))
                .transport(MockTransport.of(request -> TransportResponse.text(200, "x")))
                .onResponse(response -> {
                    if (response.url().getPath().equals("/hook")) {
                        inside.countDown();
                        Async.sleep(Duration.ofMinutes(1));
                    }
                })
                .build()) {
            cancelled(() -> client.get("http://a.test/hook"));
            cancelled(() -> client.request("GET", "http://a.test/auth")
                    .auth(exchange -> {
                        var response = exchange.send(exchange.request());
                        inside.countDown();
                        Async.sleep(Duration.ofMinutes(1));
                        return response;
                    })
                    .send());
            assertThat(inside.getCount()).isZero();
            assertThat(client.get("http://a.test/").text()).isEqualTo("x");
        }
    }

    private static void cancelled(Runnable call) {
        assertThatThrownBy(() -> Async.timeout(Duration.ofMillis(200), call::run))
                .isInstanceOf(AsyncTimeoutException.class);
    }
}
