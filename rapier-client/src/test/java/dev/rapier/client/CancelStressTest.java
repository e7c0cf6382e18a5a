package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Outcome;
import dev.rapier.async.RootTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancels at random moments: every call ends, in success or cancelled and in no other way, and nothing is lost. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Engine.class)
class CancelStressTest {
    @Parameter
    Engine engine;

    private static final int CALLS = 3_000;
    private static final int PLACES = 10;

    @Test
    void after_thousands_of_calls_cancelled_at_random_all_connections_are_free_again() throws Exception {
        var random = new Random(7);
        try (var server = LoopbackServer.answering(r -> {
                    LockSupport.parkNanos(100_000);
                    return LoopbackServer.ok("x".repeat(2_000));
                });
                var client = engine.builder()
                        .baseUrl(server.url())
                        .timeouts(ClientTimeouts.of(Duration.ofSeconds(20)))
                        .limits(ClientLimits.defaults().withMaxConnections(PLACES))
                        .build()) {
            var gate = new Semaphore(30);
            var threads = new ArrayList<Thread>();
            var tasks = new ArrayList<RootTask<Integer>>();
            for (int i = 0; i < CALLS; i++) {
                gate.acquire();
                boolean streamed = random.nextBoolean();
                var task = RootTask.of(
                        "call",
                        () -> streamed ? stream(client) : client.get("/").bytes().length);
                task.onEnd(gate::release);
                tasks.add(task);
                threads.add(Thread.ofVirtual().start(task));
                long delay = random.nextLong(1_000_000);
                if (random.nextInt(3) > 0) {
                    threads.add(Thread.ofVirtual().start(() -> {
                        LockSupport.parkNanos(delay);
                        task.cancel("at random");
                    }));
                }
            }
            for (Thread thread : threads) {
                assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
            }
            var cancelled = new AtomicInteger();
            assertThat(tasks).allSatisfy(task -> {
                if (task.outcome() instanceof Outcome.Cancelled<Integer>) {
                    cancelled.incrementAndGet();
                } else {
                    assertThat(task.outcome()).isEqualTo(new Outcome.Success<>(2_000));
                }
            });
            assertThat(cancelled).hasValueBetween(100, CALLS - 100);
            allPlacesAreFree(client);
        }
    }

    private int stream(Client client) {
        try (var response = client.stream("GET", "/")) {
            int[] sum = {0};
            response.chunks().forEach(chunk -> sum[0] += chunk.length);
            return sum[0];
        }
    }

    private void allPlacesAreFree(Client client) {
        var open = new ArrayList<ClientResponse>();
        for (int i = 0; i < PLACES; i++) {
            open.add(client.request("GET", "/").timeout(Duration.ofSeconds(5)).stream());
        }
        open.forEach(ClientResponse::close);
    }
}
