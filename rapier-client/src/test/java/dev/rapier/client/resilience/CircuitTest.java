package dev.rapier.client.resilience;

import static dev.rapier.client.resilience.Scripted.noConnection;
import static dev.rapier.client.resilience.Scripted.slow;
import static dev.rapier.client.resilience.Scripted.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.client.CircuitOpenException;
import dev.rapier.client.Client;
import dev.rapier.client.ClientLimits;
import dev.rapier.client.ConnectFailedException;
import dev.rapier.client.TotalTimeoutException;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Circuit breakers, in virtual time. */
class CircuitTest {
    private final List<String> told = new ArrayList<>();

    private Client client(Scripted server) {
        var policy = BreakerPolicy.defaults().withWindow(4, 4).withTrial(Duration.ofSeconds(10), 1);
        return Client.builder()
                .transport(server)
                .resilience(Resilience.none().withBreaker(policy).withListener(new ResilienceListener() {
                    @Override
                    public void circuitChanged(String host, CircuitState state) {
                        told.add(host + " " + state);
                    }
                }))
                .build();
    }

    private static void fail(Client client, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> client.get("http://a.test/")).isInstanceOf(ConnectFailedException.class);
        }
    }

    @RapierTest(seeds = 3)
    void aHostThatKeepsFailingIsLeftAlone(TestTime time) {
        var server = Scripted.of(noConnection());
        Client client = client(server);
        fail(client, 4);

        assertThatThrownBy(() -> client.get("http://a.test/secret?token=1"))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessage("GET http://a.test/secret: not sent: http://a.test failed too often lately; its circuit is"
                        + " open, and it is tried again 10000 ms after it opened");
        assertThat(server.requests).hasSize(4);
        assertThat(told).containsExactly("http://a.test OPEN");
    }

    @RapierTest(seeds = 3)
    void otherHostsAreNotConcerned(TestTime time) {
        var server = Scripted.of(noConnection(), noConnection(), noConnection(), noConnection(), status(200));
        Client client = client(server);
        fail(client, 4);

        assertThat(client.get("http://b.test/").statusCode()).isEqualTo(200);
        assertThat(client.get("http://a.test:81/").statusCode()).isEqualTo(200);
    }

    @RapierTest(seeds = 3)
    void afterAWhileOneCallDecides(TestTime time) {
        var server = Scripted.of(
                noConnection(), noConnection(), noConnection(), noConnection(), noConnection(), status(200));
        Client client = client(server);
        fail(client, 4);
        Async.sleep(Duration.ofSeconds(11));
        fail(client, 1);
        assertThatThrownBy(() -> client.get("http://a.test/")).isInstanceOf(CircuitOpenException.class);
        Async.sleep(Duration.ofSeconds(11));
        assertThat(client.get("http://a.test/").statusCode()).isEqualTo(200);
        assertThat(client.get("http://a.test/").statusCode()).isEqualTo(200);
        assertThat(told)
                .containsExactly(
                        "http://a.test OPEN",
                        "http://a.test TRIAL",
                        "http://a.test OPEN",
                        "http://a.test TRIAL",
                        "http://a.test CLOSED");
    }

    @RapierTest(seeds = 3)
    void errorsOfTheServerCountAndThoseOfTheCallerDont(TestTime time) {
        Client refusing = client(Scripted.of(status(404)));
        Client broken = client(Scripted.of(status(500)));
        for (int i = 0; i < 4; i++) {
            refusing.get("http://a.test/");
            broken.get("http://a.test/");
        }
        assertThat(refusing.get("http://a.test/").statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> broken.get("http://a.test/")).isInstanceOf(CircuitOpenException.class);
    }

    @RapierTest(seeds = 3)
    void cancelledCallsDontCountAndGiveTheirPlaceBack(TestTime time) {
        var server = Scripted.of(
                noConnection(),
                noConnection(),
                noConnection(),
                noConnection(),
                slow(Duration.ofDays(1), 200),
                status(200));
        Client client = client(server);
        fail(client, 4);
        Async.sleep(Duration.ofSeconds(11));
        assertThat(Async.moveOnAfter(Duration.ofSeconds(1), () -> client.get("http://a.test/")))
                .isEmpty();
        assertThat(server.cancelled).isEqualTo(1);
        assertThat(client.get("http://a.test/").statusCode()).isEqualTo(200);
    }

    @RapierTest(seeds = 3)
    void aTotalTimeThatPassedInTheLineForAPlaceIsNotTheHostsFault(TestTime time) {
        var policy = BreakerPolicy.defaults().withWindow(4, 4);
        var resilience = Resilience.none().withBreaker(policy);
        var server = Scripted.of(status(200));
        for (Client client : List.of(
                Client.builder()
                        .transport(server)
                        .resilience(resilience.withCallsPerHost(1))
                        .build(),
                Client.builder()
                        .transport(server)
                        .resilience(resilience)
                        .limits(ClientLimits.defaults().withMaxConnections(1))
                        .build())) {
            try (var _ = client.stream("GET", "http://a.test/")) {
                for (int i = 0; i < 4; i++) {
                    assertThatThrownBy(() -> client.request("GET", "http://a.test/")
                                    .total(Duration.ofMillis(10))
                                    .send())
                            .isInstanceOf(TotalTimeoutException.class);
                }
            }
            assertThat(client.get("http://a.test/").statusCode()).isEqualTo(200);
        }
    }
}
