package dev.rapier.web;

import static dev.rapier.web.Served.header;
import static dev.rapier.web.Served.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Async;
import dev.rapier.http.HeaderList;
import dev.rapier.web.memory.MemoryCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final class OutOfStock extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Opaque {}

    private final LogLines log = new LogLines();

    private MemoryCall answer(Consumer<App> setup) {
        try (log;
                Served served = Served.of(setup)) {
            MemoryCall call = served.get("/fail?password=secret");
            call.awaitEnd();
            return call;
        }
    }

    @Test
    void anHttpExceptionIsItsDetailAndNoErrorOfTheProgram() {
        MemoryCall call = answer(app -> app.get("/fail", request -> {
            throw new HttpException(404, "User not found", HeaderList.of("x-kind", "user"));
        }));

        assertThat(call.status()).isEqualTo(404);
        assertThat(header(call, "content-type")).isEqualTo("application/json");
        assertThat(header(call, "x-kind")).isEqualTo("user");
        assertThat(text(call)).isEqualTo("{\"detail\":\"User not found\"}");
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void theDetailMayBeAnyJson() {
        MemoryCall call = answer(app -> app.get("/fail", request -> {
            throw new HttpException(409, List.of(Map.of("id", 1)));
        }));

        assertThat(text(call)).isEqualTo("{\"detail\":[{\"id\":1}]}");
    }

    @Test
    void theDefaultDetailIsThePhrase() {
        MemoryCall call = answer(app -> app.get("/fail", request -> {
            throw new HttpException(422);
        }));

        assertThat(text(call)).isEqualTo("{\"detail\":\"Unprocessable Entity\"}");
    }

    @Test
    void anHttpExceptionOfStatus304HasNoBody() {
        MemoryCall call = answer(app -> app.get("/fail", request -> {
            throw new HttpException(304);
        }));

        assertThat(call.status()).isEqualTo(304);
        assertThat(call.body()).isEmpty();
    }

    @Test
    void anUnhandledExceptionIsA500AndOneLineThatNamesHandlerAndRequestButNotTheQuery() {
        MemoryCall call = answer(app -> app.get("/fail", request -> {
                    throw new IllegalStateException("boom");
                })
                .named("Shop.buy"));

        assertThat(call.status()).isEqualTo(500);
        assertThat(header(call, "content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(text(call)).isEqualTo("Internal Server Error");
        assertThat(log.errors()).containsExactly("GET /fail (Shop.buy) failed: java.lang.IllegalStateException: boom");
        assertThat(log.records().getFirst().getThrown()).hasMessage("boom");
    }

    @Test
    void anErrorOfTheJvmIsA500Too() {
        MemoryCall call = answer(app -> app.get("/fail", request -> {
            throw new StackOverflowError();
        }));

        assertThat(call.status()).isEqualTo(500);
        assertThat(log.errors()).hasSize(1);
    }

    @Test
    void aResultThatCantBeWrittenIsA500() {
        MemoryCall call = answer(app -> app.get("/fail", request -> new Opaque()));

        assertThat(call.status()).isEqualTo(500);
        assertThat(log.errors()).hasSize(1);
        assertThat(log.errors().getFirst()).contains("Opaque");
    }

    @Test
    void aDeadlineThatPassedIsA504() {
        MemoryCall call = answer(app -> app.get("/fail", request -> {
            Async.timeout(Duration.ofMillis(1), () -> Async.sleep(Duration.ofSeconds(30)));
            return "late";
        }));

        assertThat(call.status()).isEqualTo(504);
        assertThat(text(call)).isEqualTo("{\"detail\":\"Gateway Timeout\"}");
    }

    @Test
    void anExceptionIsAnsweredByTheHandlerOfItsClosestClass() {
        MemoryCall call = answer(app -> {
            app.exceptionHandler(RuntimeException.class, (request, e) -> JsonResponse.of(500, "far"));
            app.exceptionHandler(
                    OutOfStock.class, (request, e) -> JsonResponse.of(409, Map.of("message", "Sold out: " + request)));
            app.get("/fail", request -> {
                throw new OutOfStock();
            });
        });

        assertThat(call.status()).isEqualTo(409);
        assertThat(text(call)).isEqualTo("{\"message\":\"Sold out: GET /fail\"}");
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void aHandlerOfAStatusAlsoServesUnknownPaths() {
        MemoryCall call = answer(app -> app.exceptionHandler(
                404, (request, e) -> HtmlResponse.of("no such page").status(404)));

        assertThat(call.status()).isEqualTo(404);
        assertThat(text(call)).isEqualTo("no such page");
    }

    @Test
    void aHandlerOfAStatusGoesBeforeOneOfTheClass() {
        MemoryCall call = answer(app -> {
            app.exceptionHandler(HttpException.class, (request, e) -> JsonResponse.of(e.status(), "class"));
            app.exceptionHandler(409, (request, e) -> JsonResponse.of(409, "status"));
            app.get("/fail", request -> {
                throw new HttpException(409);
            });
        });

        assertThat(text(call)).isEqualTo("\"status\"");
    }

    @Test
    void aHandlerOfEverythingAnswersAndTheErrorIsStillLogged() {
        MemoryCall call = answer(app -> {
            app.exceptionHandler(Exception.class, (request, e) -> JsonResponse.of(500, "sorry"));
            app.get("/fail", request -> {
                throw new IllegalStateException("boom");
            });
        });

        assertThat(text(call)).isEqualTo("\"sorry\"");
        assertThat(log.errors()).hasSize(1);
    }

    @Test
    void anExceptionHandlerThatFailsIsA500() {
        MemoryCall call = answer(app -> {
            app.exceptionHandler(OutOfStock.class, (request, e) -> {
                throw new IllegalStateException("handler broke");
            });
            app.get("/fail", request -> {
                throw new OutOfStock();
            });
        });

        assertThat(call.status()).isEqualTo(500);
        assertThat(log.errors()).hasSize(1);
        assertThat(log.errors().getFirst()).contains("handler broke");
    }

    @Test
    void aPathCantWriteLinesIntoTheLog() {
        try (log;
                Served served = Served.of(app -> app.get("/{x}", request -> {
                    throw new IllegalStateException("boom");
                }))) {
            served.get("/a%0d%0aGET%20fake").awaitEnd();
        }

        assertThat(log.errors().getFirst())
                .startsWith("GET /a%0d%0aGET%20fake ")
                .doesNotContain("\n");
    }

    @Test
    void aCancellationInsideAHandlerIsNoErrorPage() {
        MemoryCall call = answer(app -> app.get("/fail", request -> {
            dev.rapier.async.Task.current().cancel("changed my mind");
            Async.checkpoint();
            return "never";
        }));

        assertThat(call.status()).isEqualTo(503);
        assertThat(text(call)).isEqualTo("{\"detail\":\"Service Unavailable\"}");
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void anAnswerIsGivenOnceAlsoWhenEverythingFails() {
        var handled = new AtomicInteger();
        MemoryCall call = answer(app -> app.exceptionHandler(Throwable.class, (request, e) -> {
                    handled.incrementAndGet();
                    throw new StackOverflowError();
                })
                .get("/fail", request -> {
                    throw new IllegalStateException("boom");
                }));

        assertThat(call.status()).isEqualTo(500);
        assertThat(handled).hasValue(1);
    }
}
