package dev.rapier.test.badinput;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncBarrier;
import dev.rapier.async.AsyncChannel;
import dev.rapier.async.AsyncCondition;
import dev.rapier.async.AsyncLock;
import dev.rapier.async.AsyncSemaphore;
import dev.rapier.async.CapacityLimiter;
import dev.rapier.async.ChannelClosedException;
import dev.rapier.async.ChannelSender;
import dev.rapier.test.RapierTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Locks, semaphores, limiters, barriers and channels in the wrong hands or out of range. */
class BadInputPrimitiveTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RapierTest
    void aLockIsGivenBackByItsOwnerAlone() {
        AsyncLock lock = new AsyncLock("stock");
        assertThatThrownBy(lock::unlock)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lock stock is not locked");
        lock.withLock(() -> group(g -> g.start("thief", () -> {
                    assertThatThrownBy(lock::unlock)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("lock stock held by task test can't be used by task thief");
                    assertThat(lock.tryLock()).isFalse();
                })
                .await()));
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.withLock(() -> lock.withLock(() -> 1))).isEqualTo(1);
        AsyncLock.Hold hold = lock.hold();
        hold.close();
        assertThatThrownBy(hold::close).isInstanceOf(IllegalStateException.class);
        WorksOn.theTask();
    }

    @RapierTest
    void aConditionNeedsItsLock() {
        AsyncLock lock = new AsyncLock("stock");
        AsyncCondition changed = new AsyncCondition(lock);
        assertThatThrownBy(changed::await).hasMessage("lock stock is not locked");
        assertThatThrownBy(() -> changed.await(() -> true)).hasMessage("lock stock is not locked");
        assertThatThrownBy(changed::signal).hasMessage("lock stock is not locked");
        assertThatThrownBy(changed::signalAll).hasMessage("lock stock is not locked");
        lock.withLock(() -> {
            changed.signal(0);
            changed.await(() -> true);
        });
        WorksOn.theTask();
    }

    @RapierTest
    void aSemaphoreIsGivenBackNoMoreThanWasTaken() {
        AsyncSemaphore two = new AsyncSemaphore("two", 2);
        assertThatThrownBy(two::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two was given back more permits than were taken; it has 2");
        assertThat(two.available()).isEqualTo(2);
        AtomicInteger inside = new AtomicInteger();
        map(
                List.of(1, 2, 3, 4),
                item -> two.<Integer>withPermit(() -> {
                    assertThat(inside.incrementAndGet()).isLessThanOrEqualTo(2);
                    sleep(SECOND);
                    return inside.decrementAndGet();
                }));
        assertThatThrownBy(() -> new AsyncSemaphore(0)).isInstanceOf(IllegalArgumentException.class);
        WorksOn.theTask();
    }

    @RapierTest
    void aLimiterKnowsItsBorrowersAndShrinksAsTheyLeave() {
        CapacityLimiter limiter = new CapacityLimiter("pool", 2);
        assertThatThrownBy(limiter::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("task test gives back a place of pool that it does not have");
        limiter.withPlace(() -> {
            assertThatThrownBy(limiter::acquire)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task test has a place of pool already and would wait for itself");
            assertThatThrownBy(() -> limiter.total(-1)).isInstanceOf(IllegalArgumentException.class);
            limiter.total(0);
            assertThat(limiter.borrowed()).isEqualTo(1);
        });
        assertThatThrownBy(() -> timeout(SECOND, limiter::acquire)).as("nobody gets in at 0");
        limiter.total(1);
        limiter.withPlace(() -> sleep(SECOND));
        assertThat(limiter.borrowed()).isZero();
        assertThat(limiter.waiting()).isZero();
        WorksOn.theTask();
    }

    @RapierTest
    void aBarrierNeedsAParty() {
        assertThatThrownBy(() -> new AsyncBarrier(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 party, not 0");
        assertThat(new AsyncBarrier(1).await()).isZero();
        WorksOn.theTask();
    }

    @RapierTest
    void aClosedChannelTakesNothingAndGivesWhatIsLeft() {
        assertThatThrownBy(() -> AsyncChannel.bounded(-1)).isInstanceOf(IllegalArgumentException.class);
        AsyncChannel<Integer> channel = AsyncChannel.bounded(2);
        channel.send(1);
        channel.close();
        channel.close();
        assertThatThrownBy(() -> channel.send(2)).isInstanceOf(ChannelClosedException.class);
        assertThatThrownBy(() -> channel.trySend(2)).isInstanceOf(ChannelClosedException.class);
        assertThatThrownBy(channel::sender).isInstanceOf(ChannelClosedException.class);
        assertThat(channel.receive()).isEqualTo(1);
        assertThatThrownBy(channel::receive)
                .isInstanceOf(ChannelClosedException.class)
                .hasMessageContaining("closed and empty");
        assertThat(channel.receiveOrEnd()).isEmpty();
        assertThat(channel.tryReceive()).isEmpty();
        assertThat(channel.values().toList()).isEmpty();
        WorksOn.theTask();
    }

    @RapierTest
    void aClosedSenderSendsNothingMoreAndCountsOnce() {
        AsyncChannel<Integer> channel = AsyncChannel.bounded(0);
        ChannelSender<Integer> first = channel.sender();
        ChannelSender<Integer> second = first.another();
        first.close();
        first.close();
        assertThat(channel.isClosed()).as("one sender is open").isFalse();
        assertThatThrownBy(() -> first.send(1)).isInstanceOf(ChannelClosedException.class);
        assertThat(gather(channel::receive, () -> {
                            second.send(2);
                            return 0;
                        })
                        .first())
                .isEqualTo(2);
        second.close();
        assertThat(channel.isClosed()).isTrue();
        WorksOn.theTask();
    }
}
