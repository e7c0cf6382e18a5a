package dev.rapier.web;

import static dev.rapier.web.Served.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.CancelScope;
import dev.rapier.async.Cancellation;
import dev.rapier.http.DeadlineHeader;
import dev.rapier.http.HeaderList;
import dev.rapier.web.memory.MemoryCall;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a request may take: by the application, and by what its client says that it will wait. */
class RequestDeadlineTest {
    private final CompletableFuture<String> cancelled = new CompletableFuture<>();

    /** A handler that sleeps for a day in two child tasks, and one that tells what time it has. */
    private Served serve(Duration requestTime, boolean readDeadlines) {
        return Served.of(app -> {
            app.settings().requestTime(requestTime).readDeadlines(readDeadlines);
            app.get("/day", request -> Async.gather(this::day, this::day, (one, two) -> one));
            app.get("/left", request -> Map.of("left", left()));
            app.get("/stays", request -> left()).runToCompletion();
            app.get(
                    "/stream",
                    request -> AsyncGenerator.<Integer>of(out -> {
                        out.yield(1);
                        day();
                    }));
            app.get("/wrapped", request -> {
                try {
                    return day();
                } catch (Cancellation e) {
                    throw new IllegalStateException("a library that wraps", e);
                }
            });
        });
    }

    private String day() {
        try {
            Async.sleep(Duration.ofDays(1));
            return "slept";
        } catch (Cancellation e) {
            cancelled.complete(e.reason());
            throw e;
        }
    }

    private static String left() {
        return CancelScope.current().remaining().map(left -> "some").orElse("none");
    }

    private static MemoryCall get(Served served, String path, String header) {
        return served.call("GET", path, HeaderList.of(DeadlineHeader.NAME, header));
    }

    @Test
    void withoutALimitThereIsNoneAndTheHeaderIsNotRead() {
        try (var served = serve(Duration.ZERO, false)) {
            assertThat(text(get(served, "/left", "100000"))).isEqualTo("{\"left\":\"none\"}");
        }
    }

    @Test
    void whenTheTimeOfARequestHasPassedItsTasksAreCancelledAndTheAnswerIs504() throws Exception {
        try (var served = serve(Duration.ofMillis(50), false)) {
            MemoryCall call = served.get("/day");

            assertThat(call.status()).isEqualTo(504);
            assertThat(text(call)).isEqualTo("{\"detail\":\"Gateway Timeout\"}");
            assertThat(cancelled.get(5, TimeUnit.SECONDS)).isEqualTo("deadline passed");
        }
    }

    @Test
    void aClientThatWaitsForLessShortensTheTime() {
        try (var served = serve(Duration.ofDays(1), true)) {
            assertThat(get(served, "/day", "50").status()).isEqualTo(504);
        }
    }

    @Test
    void aClientCantLengthenTheTime() {
        try (var served = serve(Duration.ofMillis(50), true)) {
            assertThat(get(served, "/day", "9999999999").status()).isEqualTo(504);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "soon", "1.5", "99999999999", "1000 ms"})
    void aHeaderThatIsNoTimeIsNotHeeded(String header) {
        try (var served = serve(Duration.ZERO, true)) {
            assertThat(text(get(served, "/left", header))).isEqualTo("{\"left\":\"none\"}");
            assertThat(text(get(served, "/left", "60000"))).isEqualTo("{\"left\":\"some\"}");
        }
    }

    @Test
    void aStreamIsBrokenOff() {
        try (var served = serve(Duration.ofMillis(200), false)) {
            MemoryCall call = served.get("/stream");

            assertThat(call.status()).isEqualTo(200);
            assertThat(text(call)).isEqualTo("1\n");
            assertThat(call.broken()).isTrue();
        }
    }

    @Test
    void whatALibraryMakesOfTheCancelIsNoErrorOfTheServer() {
        try (var served = serve(Duration.ofMillis(50), false)) {
            assertThat(served.get("/wrapped").status()).isEqualTo(504);
        }
    }

    @Test
    void aHandlerThatRunsToItsEndHasNoDeadline() {
        try (var served = serve(Duration.ofMillis(50), true)) {
            assertThat(text(get(served, "/stays", "50"))).isEqualTo("\"none\"");
        }
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rapier.create().settings().requestTime(Duration.ofSeconds(-1)))
                .withMessageContaining("can't be negative");
    }
}
