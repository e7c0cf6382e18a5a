package dev.rapier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.CancelScope;
import dev.rapier.async.Cancellation;
import dev.rapier.client.Client;
import dev.rapier.client.ClientResponse;
import dev.rapier.http.DeadlineHeader;
import dev.rapier.web.App;
import dev.rapier.web.Rapier;
import dev.rapier.web.RunningApp;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain of a caller and two servers: the caller's deadline is that of the last one. */
class DeadlineChainTest {
    private final BlockingQueue<Optional<Duration>> leftAtTheEnd = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> endOfTheLast = new LinkedBlockingQueue<>();
    private final Client between = Client.builder().ownHosts("127.0.0.1").build();
    private final Client caller = Client.builder().ownHosts("127.0.0.1").build();
    private RunningApp last;
    private RunningApp first;

    @BeforeEach
    void serve() {
        App worker = Rapier.create();
        worker.get("/work", request -> work());
        last = start(worker);
        String url = url(last) + "/work";
        App app = Rapier.create();
        app.get("/gateway", request -> between.get(url).raiseForStatus().text());
        first = start(app);
    }

    private static RunningApp start(App app) {
        app.settings().port(0).readDeadlines(true);
        return app.start();
    }

    private String work() {
        leftAtTheEnd.add(CancelScope.current().remaining());
        try {
            Async.sleep(Duration.ofDays(1));
            return "done";
        } catch (Cancellation e) {
            endOfTheLast.add(e.reason());
            throw e;
        }
    }

    private static String url(RunningApp app) {
        return "http://127.0.0.1:" + app.address().getPort();
    }

    @AfterEach
    void stop() {
        caller.close();
        between.close();
        first.stop();
        last.stop();
    }

    @Test
    void theLastServerHasTheCallersDeadlineAndIsCancelledWithIt() throws Exception {
        assertThatThrownBy(() -> Async.run(
                        () -> Async.timeout(Duration.ofMillis(800), () -> caller.get(url(first) + "/gateway"))))
                .isInstanceOf(AsyncTimeoutException.class);

        Optional<Duration> left = leftAtTheEnd.poll(5, TimeUnit.SECONDS);
        assertThat(left).isNotNull();
        assertThat(left.orElseThrow()).isBetween(Duration.ZERO, Duration.ofMillis(800));
        assertThat(endOfTheLast.poll(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aCallerWithoutADeadlineOfItsOwnThatNamesOneGets504FromTheFirst() throws Exception {
        ClientResponse response = caller.request("GET", url(first) + "/gateway")
                .header(DeadlineHeader.NAME, "300")
                .send();

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(endOfTheLast.poll(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aCallerThatGoesAwayCancelsTheLast() throws Exception {
        Async.run(() -> Async.scoped(scope -> Async.<Object>group(group -> {
            group.start(() -> caller.get(url(first) + "/gateway"));
            Optional<Duration> left = Async.toThread(() -> leftAtTheEnd.poll(5, TimeUnit.SECONDS));
            assertThat(left).isEmpty();
            scope.cancel("the caller has no time");
            return "";
        })));

        assertThat(endOfTheLast.poll(5, TimeUnit.SECONDS)).isNotNull();
    }
}
