package dev.rapier.client.resilience;

import static dev.rapier.client.resilience.Scripted.noConnection;
import static dev.rapier.client.resilience.Scripted.silence;
import static dev.rapier.client.resilience.Scripted.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.client.Client;
import dev.rapier.client.ClientLimits;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientResponse;
import dev.rapier.client.ConnectFailedException;
import dev.rapier.client.Payload;
import dev.rapier.client.ReadTimeoutException;
import dev.rapier.client.TransportResponse;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Retries, in virtual time. */
class RetryTest {
    private static final RetryPolicy POLICY = RetryPolicy.defaults();
    private static final String URL = "http://a.test/";

    private final List<String> told = new ArrayList<>();

    private Client client(Scripted server, RetryPolicy policy, long seed) {
        return Client.builder()
                .transport(server)
                .limits(ClientLimits.defaults().withMaxConnections(1))
                .resilience(Resilience.none()
                        .withRetries(policy)
                        .withRandom(new Random(seed))
                        .withListener(new ResilienceListener() {
                            @Override
                            public void retrying(ClientRequest request, int attempt, Duration pause, String why) {
                                told.add(attempt + " " + why);
                            }
                        }))
                .build();
    }

    @RapierTest(seeds = 20)
    void aServerThatRecoversIsAskedUntilItAnswers(TestTime time) {
        var server = Scripted.of(noConnection(), status(503), status(200));
        ClientResponse response = client(server, POLICY, time.seed()).get(URL);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(told).containsExactly("1 ConnectFailedException", "2 status 503");
        assertThat(server.open).isZero();
        assertThat(time.elapsed()).isLessThanOrEqualTo(Duration.ofMillis(300));
    }

    @RapierTest(seeds = 20)
    void pausesAreRandomUpToABoundThatDoubles(TestTime time) {
        var server = Scripted.of(status(503));
        var policy = POLICY.withAttempts(6).withPauses(Duration.ofSeconds(1), Duration.ofSeconds(4));
        client(server, policy, time.seed()).get(URL);

        long[] bounds = {1000, 2000, 4000, 4000, 4000};
        for (int i = 0; i < bounds.length; i++) {
            assertThat(server.times.get(i + 1) - server.times.get(i)).isBetween(0L, bounds[i] + 1);
        }
    }

    @RapierTest(seeds = 2)
    void theLastFailureIsTheCallers(TestTime time) {
        assertThatThrownBy(() -> client(Scripted.of(silence()), POLICY, 1).get(URL))
                .isInstanceOf(ReadTimeoutException.class);
        assertThat(client(Scripted.of(status(502)), POLICY, 1).get(URL).statusCode())
                .isEqualTo(502);
        assertThat(told).hasSize(4);
    }

    @RapierTest(seeds = 2)
    void onlyWhatMayBeRepeatedIsRepeated(TestTime time) {
        assertThat(attempts("POST", Payload.text("x"), false, status(503))).isEqualTo(1);
        assertThat(attempts("POST", Payload.text("x"), true, status(503))).isEqualTo(3);
        assertThat(attempts("PUT", Payload.text("x"), false, status(503))).isEqualTo(3);
        assertThat(attempts("PUT", Payload.stream("text/plain", out -> {}), false, status(503)))
                .isEqualTo(1);
        assertThat(attempts("GET", Payload.none(), false, status(500))).isEqualTo(1);
        assertThat(attempts("GET", Payload.none(), false, status(404))).isEqualTo(1);
    }

    @RapierTest(seeds = 2)
    void whereNoConnectionCameAboutEveryRequestIsRepeatedButForAStreamedBody(TestTime time) {
        assertThatThrownBy(() -> attempts("POST", Payload.text("x"), false, noConnection()))
                .isInstanceOf(ConnectFailedException.class);
        assertThat(told).hasSize(2);
        assertThatThrownBy(() -> attempts("POST", Payload.stream("text/plain", out -> {}), false, noConnection()))
                .isInstanceOf(ConnectFailedException.class);
        assertThat(told).hasSize(2);
    }

    private int attempts(String method, Payload payload, boolean key, Scripted.Step step) {
        var server = Scripted.of(step);
        var call = client(server, POLICY, 1).request(method, URL).payload(payload);
        if (key) {
            call.header("Idempotency-Key", "7");
        }
        call.send();
        return server.requests.size();
    }

    @RapierTest(seeds = 5)
    void theServerSaysHowLongToWaitInSecondsOrByADate(TestTime time) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                time.now().plusSeconds(12).atOffset(ZoneOffset.UTC));
        var server = Scripted.of(status(429, "5"), status(503, date), status(200));
        client(server, POLICY, time.seed()).get(URL);

        assertThat(server.times.get(1)).isBetween(5000L, 5100L);
        assertThat(server.times.get(2)).isBetween(12_000L, 12_300L);
    }

    @RapierTest(seeds = 2)
    void aServerThatWantsTooLongAPauseIsNotAskedAgain(TestTime time) {
        for (String wait : List.of("31", "99999999999999", "Fri, 31 Dec 2100 23:59:59 GMT")) {
            var server = Scripted.of(status(503, wait));
            assertThat(client(server, POLICY, 1).get(URL).statusCode()).isEqualTo(503);
            assertThat(server.requests).hasSize(1);
        }
        var server = Scripted.of(status(503, "soon"), status(200));
        assertThat(client(server, POLICY, 1).get(URL).statusCode()).isEqualTo(200);
    }

    @RapierTest(seeds = 5)
    void noPauseGoesBeyondTheDeadlineOfTheScope(TestTime time) {
        var server = Scripted.of(status(503, "10"));
        ClientResponse response = Async.timeout(
                Duration.ofSeconds(5), () -> client(server, POLICY, time.seed()).get(URL));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(time.elapsed()).isEqualTo(Duration.ZERO);
    }

    @RapierTest(seeds = 5)
    void norBeyondTheTotalTimeout(TestTime time) {
        var server = Scripted.of(status(503, "2"));
        var policy = POLICY.withAttempts(10);
        ClientResponse response = client(server, policy, time.seed())
                .request("GET", URL)
                .total(Duration.ofSeconds(5))
                .send();

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(server.requests).hasSize(3);
        assertThat(server.requests.get(2).timeouts().total()).isBetween(Duration.ofMillis(700), Duration.ofSeconds(1));
    }

    @RapierTest(seeds = 5)
    void aCancelEndsThePause(TestTime time) {
        var server = Scripted.of(status(503, "20"));
        assertThatThrownBy(() -> Async.timeout(Duration.ofSeconds(1), () -> {
                    Async.group(group -> {
                        group.start(() -> client(server, POLICY, 1).get(URL));
                        Async.sleep(Duration.ofMillis(500));
                        throw new IllegalStateException("a sibling failed");
                    });
                }))
                .hasMessage("a sibling failed")
                .isNotInstanceOf(AsyncTimeoutException.class);
        assertThat(server.requests).hasSize(1);
    }

    @RapierTest(seeds = 5)
    void aPauseHoldsNoPlaceAmongTheConnections(TestTime time) {
        var server = Scripted.of(status(503, "10"), status(200), status(200));
        Client one = client(server, POLICY, time.seed());
        Async.gather(
                () -> one.get(URL),
                () -> {
                    Async.sleep(Duration.ofSeconds(1));
                    ClientResponse response = one.get(URL);
                    assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(2));
                    return response;
                },
                (first, second) -> first);
        assertThat(server.open).isZero();
    }

    @RapierTest(seeds = 5)
    void theTimeOfTheAttemptIsGoneWhenThePauseIsChosen(TestTime time) {
        var server = Scripted.of(request -> {
            Async.sleep(Duration.ofMillis(900));
            return TransportResponse.of(503).withHeader("Retry-After", "1");
        });
        ClientResponse response = client(server, POLICY, time.seed())
                .request("GET", URL)
                .total(Duration.ofMillis(1800))
                .send();

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(server.requests).hasSize(1);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(900));
    }
}
