package dev.rapier.client.resilience;

import static dev.rapier.client.resilience.Scripted.noConnection;
import static dev.rapier.client.resilience.Scripted.slow;
import static dev.rapier.client.resilience.Scripted.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.client.Client;
import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientTimeouts;
import dev.rapier.client.ConnectFailedException;
import dev.rapier.client.Payload;
import dev.rapier.client.PoolTimeoutException;
import dev.rapier.client.TotalTimeoutException;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Second calls for slow ones, and limits for each host, in virtual time. */
class HedgeTest {
    private static final String URL = "http://a.test/";

    private final List<String> told = new ArrayList<>();

    private Client client(Scripted server) {
        return Client.builder()
                .transport(server)
                .resilience(
                        Resilience.none().withHedgeAfter(Duration.ofMillis(100)).withListener(new ResilienceListener() {
                            @Override
                            public void hedging(ClientRequest request) {
                                told.add("hedging");
                            }

                            @Override
                            public void hedgeWon(ClientRequest request) {
                                told.add("won");
                            }
                        }))
                .build();
    }

    @RapierTest(seeds = 20)
    void aSlowCallGetsASecondOneAndTheLoserIsCancelled(TestTime time) {
        var server = Scripted.of(slow(Duration.ofSeconds(9), 200), slow(Duration.ofMillis(10), 201));
        assertThat(client(server).get(URL).statusCode()).isEqualTo(201);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(110));
        assertThat(server.cancelled).isEqualTo(1);
        assertThat(server.open).isZero();
        assertThat(told).containsExactly("hedging", "won");
    }

    @RapierTest(seeds = 20)
    void theFirstMayStillWin(TestTime time) {
        var server = Scripted.of(slow(Duration.ofMillis(150), 200), slow(Duration.ofSeconds(9), 201));
        assertThat(client(server).get(URL).statusCode()).isEqualTo(200);
        assertThat(server.cancelled).isEqualTo(1);
        assertThat(told).containsExactly("hedging");
    }

    @RapierTest(seeds = 200)
    void whenBothAnswerInOneMomentNoneIsLeftOpen(TestTime time) {
        var server = Scripted.of(slow(Duration.ofMillis(200), 200), slow(Duration.ofMillis(100), 201));
        assertThat(client(server).get(URL).statusCode()).isBetween(200, 201);
        assertThat(server.open).isZero();
    }

    @RapierTest(seeds = 10)
    void aQuickCallAndOneThatMustNotBeRepeatedHaveNoSecond(TestTime time) {
        var server = Scripted.of(slow(Duration.ofMillis(50), 200));
        client(server).get(URL);
        var slow = Scripted.of(slow(Duration.ofSeconds(1), 200));
        client(slow).post(URL, Payload.text("x"));
        assertThat(server.requests).hasSize(1);
        assertThat(slow.requests).hasSize(1);
        assertThat(told).isEmpty();
    }

    @RapierTest(seeds = 10)
    void aFailureBeforeTheSecondIsTheCallersAtOnce(TestTime time) {
        var server = Scripted.of(noConnection(), status(200));
        assertThatThrownBy(() -> client(server).get(URL)).isInstanceOf(ConnectFailedException.class);
        assertThat(time.elapsed()).isEqualTo(Duration.ZERO);
        assertThat(server.requests).hasSize(1);
    }

    @RapierTest(seeds = 10)
    void aFailureOfOneOfTwoIsForgivenIfTheOtherAnswers(TestTime time) {
        var server = Scripted.of(slow(Duration.ofMillis(300), 200), noConnection());
        assertThat(client(server).get(URL).statusCode()).isEqualTo(200);
    }

    @RapierTest(seeds = 10)
    void callsPerHostAreBoundedAndWaitNoLongerThanThePoolTimeout(TestTime time) {
        var server = Scripted.of(slow(Duration.ofSeconds(10), 200));
        var client = Client.builder()
                .transport(server)
                .timeouts(ClientTimeouts.of(Duration.ofSeconds(30)))
                .resilience(Resilience.none().withCallsPerHost(2))
                .build();
        Async.group(group -> {
            for (int i = 0; i < 6; i++) {
                group.start(() -> client.get(URL));
            }
            Async.sleep(Duration.ofSeconds(1));
            assertThat(server.requests).hasSize(2);
            assertThat(client.get("http://b.test/").statusCode()).isEqualTo(200);
            return "";
        });
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(() -> Async.group(group -> {
                    for (int i = 0; i < 9; i++) {
                        group.start(() -> client.get(URL));
                    }
                    return "";
                }))
                .isInstanceOf(PoolTimeoutException.class)
                .hasMessageContaining("2 calls to http://a.test were under way for PT30S");
        assertThat(server.open).isZero();
    }

    @RapierTest(seeds = 10)
    void theSecondCallHasWhatTheFirstLeftOfTheTotalTime(TestTime time) {
        var server = Scripted.of(request -> {
            Async.sleep(request.timeouts().total());
            throw new TotalTimeoutException(request, "too long", null);
        });
        assertThatThrownBy(() -> client(server)
                        .request("GET", URL)
                        .total(Duration.ofSeconds(1))
                        .send())
                .isInstanceOf(TotalTimeoutException.class);
        assertThat(server.requests).hasSize(2);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @RapierTest(seeds = 10)
    void aListenerThatThrowsLeavesNoResponseOpen(TestTime time) {
        var server = Scripted.of(slow(Duration.ofSeconds(9), 200), slow(Duration.ofMillis(10), 201));
        var client = Client.builder()
                .transport(server)
                .resilience(
                        Resilience.none().withHedgeAfter(Duration.ofMillis(100)).withListener(new ResilienceListener() {
                            @Override
                            public void hedgeWon(ClientRequest request) {
                                throw new IllegalStateException("the listener's own");
                            }
                        }))
                .build();
        assertThatThrownBy(() -> client.get(URL)).hasMessage("the listener's own");
        assertThat(server.open).isZero();
    }

    @RapierTest(seeds = 5)
    void theWaitForAPlaceIsPartOfTheTotalTime(TestTime time) {
        var server = Scripted.of(slow(Duration.ofSeconds(3), 200));
        var client = Client.builder()
                .transport(server)
                .resilience(Resilience.none().withCallsPerHost(1))
                .build();
        Async.group(group -> {
            group.start(() -> client.get(URL));
            Async.sleep(Duration.ofSeconds(1));
            assertThatThrownBy(() -> client.request("GET", URL)
                            .total(Duration.ofSeconds(1))
                            .send())
                    .isInstanceOf(TotalTimeoutException.class)
                    .hasRootCauseInstanceOf(PoolTimeoutException.class);
            assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
            client.request("GET", URL).total(Duration.ofSeconds(4)).send();
            assertThat(server.requests.getLast().timeouts().total()).isEqualTo(Duration.ofSeconds(3));
            return "";
        });
    }
}
