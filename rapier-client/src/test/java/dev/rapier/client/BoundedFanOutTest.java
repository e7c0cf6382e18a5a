package dev.rapier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.Cancellation;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Many calls at once, but no more than were asked for. In virtual time. */
class BoundedFanOutTest {
    private static final List<String> URLS =
            IntStream.range(0, 30).mapToObj(i -> "http://a.test/" + i).toList();

    private int underWay;
    private int most;
    private int cancelled;
    private int begun;

    private Client client(String failing) {
        return Client.builder()
                .transport(request -> {
                    begun++;
                    most = Math.max(most, ++underWay);
                    try {
                        Async.sleep(Duration.ofSeconds(1));
                        if (request.url().getPath().equals(failing)) {
                            throw new ReadTimeoutException(request, "silence", null);
                        }
                        return TransportResponse.text(200, request.url().getPath());
                    } catch (Cancellation e) {
                        cancelled++;
                        throw e;
                    } finally {
                        underWay--;
                    }
                })
                .build();
    }

    @RapierTest(seeds = 20)
    void no_more_run_at_once_than_were_asked_for_and_the_results_are_in_order(TestTime time) {
        Client client = client("none");
        List<ClientResponse> responses = Async.map(4, URLS, client::get);

        assertThat(most).isEqualTo(4);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(8));
        assertThat(responses)
                .extracting(ClientResponse::text)
                .containsExactlyElementsOf(
                        IntStream.range(0, 30).mapToObj(i -> "/" + i).toList());
    }

    @RapierTest(seeds = 20)
    void one_that_fails_cancels_those_under_way_and_none_begins_after_it(TestTime time) {
        Client client = client("/0");
        assertThatThrownBy(() -> Async.map(4, URLS, client::get)).isInstanceOf(ReadTimeoutException.class);

        assertThat(underWay).isZero();
        assertThat(begun).isLessThanOrEqualTo(8);
        assertThat(time.elapsed()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @RapierTest(seeds = 20)
    void a_deadline_ends_all_of_them(TestTime time) {
        Client client = client("none");
        assertThat(Async.moveOnAfter(Duration.ofMillis(2500), () -> Async.map(4, URLS, client::get)))
                .isEmpty();

        assertThat(underWay).isZero();
        assertThat(cancelled).isEqualTo(4);
        assertThat(begun).isEqualTo(12);
    }
}
