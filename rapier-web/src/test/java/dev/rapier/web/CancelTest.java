package dev.rapier.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Async;
import dev.rapier.async.Cancellation;
import dev.rapier.web.memory.MemoryCall;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelTest {
    private final LogLines log = new LogLines();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch bothBegun = new CountDownLatch(2);
    private Served served;

    @AfterEach
    void stop() {
        served.close();
        log.close();
    }

    private MemoryCall begin(Consumer<App> setup) throws InterruptedException {
        served = Served.of(setup);
        MemoryCall call = served.get("/slow");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        return call;
    }

    @Test
    void aClientThatGoesAwayCancelsItsHandlerWithTheReason() throws Exception {
        var reason = new CompletableFuture<String>();
        MemoryCall call = begin(app -> app.get("/slow", request -> {
            begun.countDown();
            try {
                Async.sleep(Duration.ofMinutes(5));
            } catch (Cancellation cancellation) {
                reason.complete(cancellation.reason());
                throw cancellation;
            }
            return "late";
        }));

        call.disconnect();

        assertThat(reason.get(10, TimeUnit.SECONDS)).isEqualTo("the client closed the connection");
        call.awaitEnd();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void theTasksThatAHandlerStartedAreCancelledWithIt() throws Exception {
        var cancelled = new CountDownLatch(2);
        MemoryCall call = begin(app -> app.get(
                "/slow",
                request -> Async.gather(
                        () -> sleepUntilCancelled(cancelled), () -> sleepUntilCancelled(cancelled), String::concat)));

        call.disconnect();

        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        call.awaitEnd();
    }

    private String sleepUntilCancelled(CountDownLatch cancelled) throws InterruptedException {
        try {
            bothBegun.countDown();
            bothBegun.await();
            begun.countDown();
            Async.sleep(Duration.ofMinutes(5));
            return "late";
        } finally {
            cancelled.countDown();
        }
    }

    @Test
    void whatFailsBecauseOfTheCancelIsNoError() throws Exception {
        var aborted = new CountDownLatch(1);
        MemoryCall call = begin(app -> app.get("/slow", request -> {
            begun.countDown();
            try {
                aborted.await();
            } catch (InterruptedException e) {
                throw new SQLException("canceling statement due to user request", e);
            }
            return "late";
        }));

        call.disconnect();

        call.awaitEnd();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void aHandlerThatRunsToCompletionOutlivesItsClient() throws Exception {
        var goOn = new CountDownLatch(1);
        var result = new AtomicReference<>("");
        MemoryCall call = begin(app -> app.get("/slow", request -> {
                    begun.countDown();
                    goOn.await();
                    result.set("paid");
                    return "done";
                })
                .runToCompletion());

        call.disconnect();
        goOn.countDown();

        call.awaitEnd();
        assertThat(result).hasValue("paid");
    }

    @Test
    void aCancelAfterTheEndDoesNothing() throws Exception {
        MemoryCall call = begin(app -> app.get("/slow", request -> {
            begun.countDown();
            return "done";
        }));
        call.awaitEnd();

        call.disconnect();

        assertThat(served.get("/slow").status()).isEqualTo(200);
    }
}
