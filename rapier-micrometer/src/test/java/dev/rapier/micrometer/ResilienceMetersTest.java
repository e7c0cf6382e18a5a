package dev.rapier.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.client.CircuitOpenException;
import dev.rapier.client.Client;
import dev.rapier.client.MockTransport;
import dev.rapier.client.TransportResponse;
import dev.rapier.client.resilience.BreakerPolicy;
import dev.rapier.client.resilience.Resilience;
import dev.rapier.client.resilience.RetryPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResilienceMetersTest {
    @Test
    void retriesAndOpenCircuitsAreCountedForEachHost() {
        var registry = new SimpleMeterRegistry();
        var resilience = Resilience.none()
                .withRetries(RetryPolicy.defaults().withPauses(Duration.ZERO, Duration.ZERO))
                .withBreaker(BreakerPolicy.defaults().withWindow(3, 3))
                .withListener(ResilienceMeters.of(registry, "users"));
        try (var client = Client.builder()
                .transport(MockTransport.of(request -> TransportResponse.of(503)))
                .resilience(resilience)
                .build()) {
            client.get("http://users.test:8080/");
            assertThatThrownBy(() -> client.get("http://users.test:8080/")).isInstanceOf(CircuitOpenException.class);
        }
        assertThat(registry.get("rapier.client.retries")
                        .tags("client", "users", "host", "users.test:8080", "why", "status 503")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("rapier.client.circuit.changes")
                        .tags("state", "open", "host", "users.test:8080")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("rapier.client.circuit.refused").counter().count())
                .isEqualTo(1);
    }
}
