package dev.rapier.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {
    private static final Duration IN_TIME = Duration.ZERO;
    private static final Duration LATE = Duration.ofMillis(101);

    private final AtomicLong now = new AtomicLong();

    private InFlightLimit limit(int min, int max, Duration queueTime) {
        return new InFlightLimit(min, max, 3, queueTime, now::get);
    }

    @Test
    void noMoreThanTheLimitEnter() {
        InFlightLimit limit = limit(1, 2, Duration.ofMillis(1));

        assertThat(limit.tryEnter()).isTrue();
        assertThat(limit.tryEnter()).isTrue();
        assertThat(limit.tryEnter()).isFalse();
        assertThat(limit.enter()).isFalse();
        limit.leave();
        assertThat(limit.tryEnter()).isTrue();
    }

    @Test
    void whoWaitsGetsThePlaceThatBecomesFree() throws Exception {
        InFlightLimit limit = limit(1, 1, Duration.ofSeconds(30));
        limit.tryEnter();
        CompletableFuture<Boolean> entered = waiter(limit);
        awaitLine(limit);

        assertThat(limit.tryEnter()).isFalse(); // nobody overtakes
        limit.leave();

        assertThat(entered.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itShrinksByAQuarterWhenThreadsAreLateAgainAndNotBelowItsMinimum() {
        InFlightLimit limit = limit(32, 1024, Duration.ofSeconds(1));

        limit.felt(LATE);
        limit.felt(IN_TIME);
        limit.felt(LATE);
        assertThat(limit.limit()).as("late once is a pause").isEqualTo(1024);
        limit.felt(LATE);
        assertThat(limit.limit()).isEqualTo(768);
        for (int i = 0; i < 30; i++) {
            limit.felt(LATE);
        }
        assertThat(limit.limit()).isEqualTo(32);
        assertThat(enterAll(limit)).isEqualTo(32);
    }

    @Test
    void itGrowsByASixteenthWhileItIsReachedAndNotAboveItsMaximum() {
        InFlightLimit limit = limit(32, 64, Duration.ofSeconds(1));
        for (int i = 0; i < 30; i++) {
            limit.felt(LATE);
        }

        limit.felt(IN_TIME);
        assertThat(limit.limit()).as("not reached").isEqualTo(32);
        enterAll(limit);
        limit.felt(IN_TIME);
        assertThat(limit.limit()).isEqualTo(34);
        for (int i = 0; i < 30; i++) {
            enterAll(limit);
            limit.felt(IN_TIME);
        }
        assertThat(limit.limit()).isEqualTo(64);
    }

    @Test
    void whenItShrinksThoseInsideStayAndNobodyEntersUntilEnoughHaveLeft() {
        InFlightLimit limit = limit(1, 4, Duration.ofMillis(1));
        enterAll(limit);

        limit.felt(LATE);
        limit.felt(LATE);

        assertThat(limit.limit()).isEqualTo(3);
        limit.leave();
        assertThat(limit.tryEnter()).isFalse();
        limit.leave();
        assertThat(limit.tryEnter()).isTrue();
    }

    @Test
    void aLineThatIsNeverEmptyRefusesNewcomersAtOnce() throws Exception {
        InFlightLimit limit = limit(1, 1, Duration.ofSeconds(30));
        limit.tryEnter();
        CompletableFuture<Boolean> first = waiter(limit);
        awaitLine(limit);

        assertThat(limit.refuses()).isFalse();
        now.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(limit.refuses()).isTrue();

        limit.leave();
        assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(limit.refuses()).isFalse();
    }

    @Test
    void aFullLineRefusesNewcomersAtOnce() throws Exception {
        InFlightLimit limit = limit(1, 1, Duration.ofSeconds(30));
        limit.tryEnter();
        var waiters = new CompletableFuture<?>[3];
        for (int i = 0; i < 3; i++) {
            assertThat(limit.refuses()).isFalse();
            waiters[i] = waiter(limit);
            awaitLine(limit, i + 1);
        }

        assertThat(limit.refuses()).isTrue();

        for (CompletableFuture<?> waiter : waiters) {
            limit.leave();
            waiter.get(10, TimeUnit.SECONDS);
        }
    }

    private static int enterAll(InFlightLimit limit) {
        int entered = 0;
        while (limit.tryEnter()) {
            entered++;
        }
        return entered;
    }

    private static CompletableFuture<Boolean> waiter(InFlightLimit limit) {
        var entered = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> entered.complete(limit.enter()));
        return entered;
    }

    private static void awaitLine(InFlightLimit limit) {
        awaitLine(limit, 1);
    }

    private static void awaitLine(InFlightLimit limit, int length) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (limit.waiting() < length && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(limit.waiting()).isEqualTo(length);
    }
}
