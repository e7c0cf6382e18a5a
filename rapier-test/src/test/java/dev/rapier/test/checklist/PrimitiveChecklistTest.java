package dev.rapier.test.checklist;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncBarrier;
import dev.rapier.async.AsyncChannel;
import dev.rapier.async.AsyncCondition;
import dev.rapier.async.AsyncLock;
import dev.rapier.async.AsyncSemaphore;
import dev.rapier.async.BarrierBrokenException;
import dev.rapier.async.CapacityLimiter;
import dev.rapier.async.ChannelClosedException;
import dev.rapier.async.ContextVar;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Primitives and threads: lines 60 to 66. */
class PrimitiveChecklistTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    /** A way to wait for a turn that all of these primitives have. */
    private record Turnstile(String name, Runnable enter, Runnable leave) {}

    private static List<Turnstile> turnstiles() {
        AsyncLock lock = new AsyncLock();
        AsyncSemaphore semaphore = new AsyncSemaphore(1);
        CapacityLimiter limiter = new CapacityLimiter(1);
        AsyncChannel<String> channel = AsyncChannel.bounded(1);
        return List.of(
                new Turnstile("lock", lock::lock, lock::unlock),
                new Turnstile("semaphore", semaphore::acquire, semaphore::release),
                new Turnstile("limiter", limiter::acquire, limiter::release),
                new Turnstile(
                        "channel",
                        () -> channel.send("full"),
                        channel::tryReceive)); // leaving must not be a cancel point
    }

    @Checklist(
            value = 60,
            behaviour = "A waiter that is cancelled never eats the wake-up: the next one has its turn.",
            like = "asyncio LockTests.test_cancel_race, test_cancel_release_race, test_finished_waiter_cancelled")
    @RapierTest(seeds = 50)
    void aCancelledWaiterNeverEatsTheWakeUp() {
        for (Turnstile turnstile : turnstiles()) {
            steps.clear();
            turnstile.enter.run();
            group(g -> {
                Task<?> cancelled = g.start(() -> {
                    turnstile.enter.run();
                    steps.add("went through");
                    turnstile.leave.run();
                });
                Task<?> next = g.start(() -> {
                    turnstile.enter.run();
                    steps.add("next");
                    turnstile.leave.run();
                });
                checkpoint();
                g.start(() -> cancelled.cancel("at the same time"));
                checkpoint();
                turnstile.leave.run();
                next.await();
                return 0;
            });
            assertThat(steps).as(turnstile.name).contains("next");
            turnstile.enter.run();
            turnstile.leave.run();
        }
    }

    @Checklist(
            value = 61,
            behaviour = "Turns go in the order of coming, and are handed over: who comes later can't slip in.",
            like =
                    "asyncio SemaphoreTests.test_acquire_fifo_order*; trio test_generic_lock_fifo_fairness, test_lock_handover")
    @RapierTest(seeds = 50)
    void turnsGoInTheOrderOfComing() {
        for (Turnstile turnstile : turnstiles()) {
            steps.clear();
            turnstile.enter.run();
            group(g -> {
                for (int i = 0; i < 5; i++) {
                    int number = i;
                    g.start(() -> {
                        sleep(Duration.ofSeconds(number));
                        turnstile.enter.run();
                        steps.add("turn " + number);
                        checkpoint();
                        turnstile.leave.run();
                    });
                }
                sleep(Duration.ofSeconds(10));
                turnstile.leave.run();
                turnstile.enter.run();
                steps.add("last");
                turnstile.leave.run();
                return 0;
            });
            assertThat(steps)
                    .as(turnstile.name)
                    .containsExactly("turn 0", "turn 1", "turn 2", "turn 3", "turn 4", "last");
        }
    }

    @Checklist(
            value = 62,
            behaviour =
                    "A wait for a condition that is cancelled has its lock again when it throws; a signal that came first counts.",
            like = "asyncio ConditionTests.test_wait_cancel_contested, test_cancelled_wakeup_relock")
    @RapierTest(seeds = 50)
    void aCancelledWaitForAConditionHasItsLockAgain(TestTime time) {
        AsyncLock lock = new AsyncLock();
        AsyncCondition condition = new AsyncCondition(lock);
        Task<?> cancelled = group(g -> {
            Task<?> waits = g.start(() -> {
                lock.lock();
                try {
                    condition.await();
                } finally {
                    assertThat(lock.owner()).contains(Task.current());
                    steps.add("has the lock at " + time.elapsed().toSeconds());
                    lock.unlock();
                }
            });
            sleep(SECOND);
            lock.withLock(() -> {
                waits.cancel();
                shield(() -> sleep(SECOND)); // it has to wait for the lock, in spite of its cancel
            });
            return waits;
        });
        assertThat(cancelled.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(steps).containsExactly("has the lock at 2");

        Task<String> signalled = group(g -> {
            Task<String> waits = g.start(() -> lock.withLock(() -> {
                condition.await();
                return "signalled";
            }));
            time.idle();
            lock.withLock(() -> {
                condition.signal();
                waits.cancel("too late");
            });
            return waits;
        });
        assertThat(signalled.outcome()).isEqualTo(new Outcome.Success<>("signalled"));
        assertThat(lock.isLocked()).isFalse();
    }

    @Checklist(
            value = 63,
            behaviour =
                    "Waiting for a lock whose owner has ended is an error that names the owner, not a wait for ever.",
            like = "trio test_lock_multiple_acquire")
    @RapierTest(seeds = 30)
    void waitingForALockWhoseOwnerHasEndedIsAnError() {
        AsyncLock lock = new AsyncLock("inventory");
        supervised((task, failure) -> steps.add(task.name() + ": " + failure.getMessage()), g -> {
            g.start("forgetful", lock::lock);
            g.start("early", () -> {
                sleep(Duration.ZERO);
                lock.lock();
            });
            sleep(SECOND);
            g.start("late", lock::lock);
            return 0;
        });
        if (lock.owner().orElseThrow().name().equals("forgetful")) {
            assertThat(steps)
                    .hasSize(2)
                    .allSatisfy(step -> assertThat(step)
                            .contains("lock inventory held by task forgetful")
                            .contains("ended"));
        } else {
            assertThat(lock.owner().orElseThrow().name()).isEqualTo("early");
        }
    }

    @Checklist(
            value = 64,
            behaviour =
                    "A cancelled receiver or sender takes nothing from a channel and adds nothing to it; closing lets receivers empty it and refuses senders.",
            like =
                    "asyncio test_get_cancelled_race, test_put_cancelled_race, test_get_cancel_drop_many_pending_readers, test_shutdown_*")
    @RapierTest(seeds = 50)
    void aCancelTakesNothingFromAChannel() {
        AsyncChannel<Integer> channel = AsyncChannel.bounded(2);
        List<Integer> sent = new ArrayList<>();
        List<Integer> received = new ArrayList<>();
        group(g -> {
            for (int i = 0; i < 6; i++) {
                int value = i;
                Task<?> sends = g.start(() -> {
                    channel.send(value);
                    sent.add(value);
                });
                Task<?> receives = g.start(() -> {
                    received.add(channel.receive());
                });
                if (value % 3 == 0) {
                    checkpoint();
                    sends.cancel();
                } else if (value % 3 == 1) {
                    checkpoint();
                    receives.cancel();
                }
            }
            sleep(SECOND);
            g.cancel();
            return 0;
        });
        received.addAll(channel.closeNow());
        assertThat(received).containsExactlyInAnyOrderElementsOf(sent);

        AsyncChannel<Integer> closing = AsyncChannel.bounded(1);
        group(g -> {
            closing.send(1);
            Task<?> refused =
                    g.start(() -> assertThatThrownBy(() -> closing.send(2)).isInstanceOf(ChannelClosedException.class));
            sleep(SECOND);
            closing.close();
            refused.await();
            assertThatThrownBy(() -> closing.send(3)).isInstanceOf(ChannelClosedException.class);
            assertThat(closing.receive()).isEqualTo(1);
            assertThatThrownBy(closing::receive).isInstanceOf(ChannelClosedException.class);
            assertThat(closing.receiveOrEnd()).isEmpty();
            return 0;
        });
    }

    @Checklist(
            value = 65,
            behaviour =
                    "A task that is cancelled at a barrier leaves it and the others wait on; an abort gives all an exception.",
            like = "asyncio BarrierTests.test_filling_tasks_cancel_one, test_abort_barrier_when_exception")
    @RapierTest(seeds = 50)
    void aTaskThatIsCancelledAtABarrierLeavesIt() {
        AsyncBarrier barrier = new AsyncBarrier(3);
        List<Integer> indexes = new ArrayList<>();
        group(g -> {
            Task<?> leaves = g.start(barrier::await);
            g.start(() -> indexes.add(barrier.await()));
            g.start(() -> {
                sleep(Duration.ofSeconds(2));
                return indexes.add(barrier.await());
            });
            sleep(SECOND);
            leaves.cancel();
            assertThat(leaves.cancelAndWait()).isInstanceOf(Outcome.Cancelled.class);
            sleep(Duration.ofSeconds(2));
            assertThat(barrier.waiting()).isEqualTo(2);
            assertThat(indexes).isEmpty();
            indexes.add(barrier.await());
            return 0;
        });
        assertThat(indexes).containsExactlyInAnyOrder(0, 1, 2);
        group(g -> {
            g.start(() -> assertThatThrownBy(barrier::await).isInstanceOf(BarrierBrokenException.class));
            sleep(SECOND);
            barrier.abort();
            assertThat(barrier.isBroken()).isTrue();
            return 0;
        });
        assertThatThrownBy(barrier::await).isInstanceOf(BarrierBrokenException.class);
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Checklist(
            value = 66,
            behaviour =
                    "toThread carries the context over; a cancel interrupts the body, waits for it and leaves no interrupt behind.",
            like =
                    "asyncio test_to_thread_contextvars; trio test_run_in_worker_thread_cancellation, test_from_thread_check_cancelled_*; Kotlin RunInterruptibleTest.testInterrupt")
    @RapierTest
    void toThreadCarriesTheContextOverAndCanBeCancelled() {
        ContextVar<String> variable = ContextVar.of("variable");
        assertThat(variable.call(
                        "seen",
                        () -> toThread(() -> {
                            assertThat(Thread.currentThread().isVirtual()).isFalse();
                            return variable.get();
                        })))
                .isEqualTo("seen");
        CountDownLatch begun = new CountDownLatch(1);
        Task<?> task = group(g -> {
            Task<?> computes = g.start(() -> toThread(() -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    steps.add("interrupted");
                    throw e;
                }
            }));
            toThread(() -> begun.await());
            computes.cancel();
            return computes;
        });
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(steps).containsExactly("interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        toThread(() -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
        sleep(HOUR);
    }
}
