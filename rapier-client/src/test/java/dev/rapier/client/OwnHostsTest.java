package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.async.Async;
import dev.rapier.http.DeadlineHeader;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines travel to the hosts that are ours, and to no others. */
class OwnHostsTest {
    private static Optional<String> told(String url, String... ownHosts) {
        var mock = MockTransport.of(request -> TransportResponse.of(200));
        try (var client = Client.builder().ownHosts(ownHosts).transport(mock).build()) {
            Async.run(() -> Async.timeout(Duration.ofMinutes(1), () -> client.get(url)));
        }
        return mock.requests().getFirst().headers().first(DeadlineHeader.NAME);
    }

    @Test
    void nobodyIsToldByDefault() {
        assertThat(told("http://users.internal/")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://users.internal:8080/, true",
        "http://USERS.internal/, true",
        "http://users.internal.evil.test/, false",
        "http://a.pods.test/, true",
        "http://pods.test/, false",
        "http://evilpods.test/, false",
    })
    void theHostsThatWereNamedAreToldTheTimeThatIsLeft(String url, boolean told) {
        Optional<String> header = told(url, "users.internal", "*.pods.test");
        assertThat(header.isPresent()).isEqualTo(told);
        header.ifPresent(millis -> assertThat(Long.parseLong(millis)).isBetween(1L, 60_000L));
    }

    @Test
    void theTotalTimeoutCountsWhereItIsNearerAndOutsideOfTasks() {
        var mock = MockTransport.of(request -> TransportResponse.of(200));
        try (var client = Client.builder().ownHosts("*").transport(mock).build()) {
            client.get("http://a.test/");
            client.request("GET", "http://a.test/").total(Duration.ofSeconds(2)).send();
            Async.run(() -> Async.timeout(
                    Duration.ofMinutes(1),
                    () -> client.request("GET", "http://a.test/")
                            .total(Duration.ofSeconds(2))
                            .send()));
        }
        assertThat(mock.requests().getFirst().headers().first(DeadlineHeader.NAME))
                .isEmpty();
        assertThat(mock.requests().subList(1, 3))
                .allSatisfy(request -> assertThat(Long.parseLong(
                                request.headers().first(DeadlineHeader.NAME).orElseThrow()))
                        .isBetween(1L, 2000L));
    }

    @Test
    void aHeaderThatTheCallerSetStays() {
        var mock = MockTransport.of(request -> TransportResponse.of(200));
        try (var client = Client.builder().ownHosts("*").transport(mock).build()) {
            client.request("GET", "http://a.test/")
                    .header(DeadlineHeader.NAME, "7")
                    .total(Duration.ofSeconds(2))
                    .send();
        }
        assertThat(mock.requests().getFirst().headers().all(DeadlineHeader.NAME))
                .containsExactly("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://a.test", "a.test:80", "a.*.test"})
    void aPatternThatIsNoHostIsRefused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> Client.builder().ownHosts(pattern));
    }
}
