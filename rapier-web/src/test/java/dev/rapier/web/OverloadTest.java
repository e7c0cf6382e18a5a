package dev.rapier.web;

import static dev.rapier.web.Served.header;
import static dev.rapier.web.Served.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.web.memory.MemoryCall;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private Served full(Duration queueTime, int queue) {
        return Served.of(app -> {
            app.settings().inFlight(1, 1).queueTime(queueTime).inFlightQueue(queue);
            app.get("/slow", request -> {
                begun.countDown();
                goOn.await();
                return "done";
            });
            app.get("/quick", request -> "quick");
            app.get("/health", request -> "up").nonBlocking();
            app.get("/cpu", request -> "computed").cpuBound();
        });
    }

    @Test
    void aRequestAboveTheLimitIsRefusedWith503AndWhenToComeAgain() throws Exception {
        try (Served served = full(Duration.ofSeconds(30), 0)) {
            MemoryCall slow = served.get("/slow");
            begun.await();

            MemoryCall refused = served.get("/quick");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(header(refused, "retry-after")).isEqualTo("1");
            assertThat(text(refused)).isEqualTo("{\"detail\":\"Service Unavailable\"}");
            goOn.countDown();
            assertThat(slow.status()).isEqualTo(200);
        }
    }

    @Test
    void aRequestThatHasWaitedForTheQueueTimeIsRefused() throws Exception {
        try (Served served = full(Duration.ofMillis(20), 10)) {
            served.get("/slow");
            begun.await();

            assertThat(served.get("/quick").status()).isEqualTo(503);
            goOn.countDown();
        }
    }

    @Test
    void aRequestThatWaitsIsServedWhenAPlaceIsFree() throws Exception {
        try (Served served = full(Duration.ofSeconds(30), 10)) {
            served.get("/slow");
            begun.await();
            MemoryCall waiting = served.get("/quick");

            goOn.countDown();

            assertThat(waiting.status()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatGoesAwayLeavesTheLine() throws Exception {
        try (Served served = full(Duration.ofSeconds(30), 10)) {
            served.get("/slow");
            begun.await();
            MemoryCall waiting = served.get("/quick");

            waiting.disconnect();

            waiting.awaitEnd();
            goOn.countDown();
        }
    }

    @Test
    void whatNeverBlocksIsNotLimited() throws Exception {
        try (Served served = full(Duration.ofSeconds(30), 0)) {
            served.get("/slow");
            begun.await();

            assertThat(text(served.get("/health"))).isEqualTo("\"up\"");
            assertThat(served.get("/unknown").status()).isEqualTo(404);
            goOn.countDown();
        }
    }

    @Test
    void whatIsBoundToAProcessorDoesNotWait() throws Exception {
        try (Served served = full(Duration.ofSeconds(30), 10)) {
            served.get("/slow");
            begun.await();

            assertThat(served.get("/cpu").status()).isEqualTo(503);
            goOn.countDown();
        }
    }
}
