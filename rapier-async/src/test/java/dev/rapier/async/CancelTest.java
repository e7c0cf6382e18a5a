package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CancelTest {
    static final Duration LONG = Duration.ofMinutes(5);

    /** Starts the body, waits until it says that it is under way, cancels it, and returns how it ended. */
    private static <T> Outcome<T> cancelled(Fn<CountDownLatch, T> body) {
        var underWay = new CountDownLatch(1);
        return group(g -> {
            Task<T> task = g.start(() -> body.apply(underWay));
            underWay.await();
            task.cancel("stop");
            return task.cancelAndWait();
        });
    }

    @Test
    void r2BlockingCallsThrowAgainAndAgain() {
        var thrown = new AtomicInteger();
        cancelled(go -> {
            go.countDown();
            for (int i = 0; i < 3; i++) {
                try {
                    sleep(LONG);
                } catch (Cancellation c) {
                    thrown.incrementAndGet();
                }
            }
            return 0;
        });
        assertThat(thrown.get()).isEqualTo(3);
    }

    @Test
    void r3ForeignCodeGetsOneInterruptAndTheFlagIsClearAfterIt() {
        var clear = new AtomicBoolean();
        Outcome<String> end = cancelled(go -> {
            go.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                new CountDownLatch(0).await();
                Thread.sleep(1);
                clear.set(!Thread.currentThread().isInterrupted());
                throw e;
            }
            return "";
        });
        assertThat(clear).isTrue();
        assertThat(end).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void r9AnInterruptFromOutsideIsNotLostWhereAnInnerCancelComesRightAfterIt() {
        var thread = new AtomicReference<Thread>();
        var inner = new AtomicReference<CancelScope>();
        var underWay = new CountDownLatch(1);
        Task<String> task = group(g -> {
            Task<String> child = g.start(() -> {
                thread.set(Thread.currentThread());
                scoped(scope -> {
                    inner.set(scope);
                    underWay.countDown();
                    while (!scope.isCancelled()) {
                        Thread.onSpinWait();
                    }
                    new CountDownLatch(1).await(); // takes both interrupts for one
                    return 0;
                });
                sleep(LONG);
                return "went on";
            });
            underWay.await();
            thread.get().interrupt();
            inner.get().cancel("the inner one");
            return child;
        });
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(task.cancelReason()).contains("the thread was interrupted");
    }

    @Test
    void r6AValueWinsOverACancel() {
        Outcome<String> end = cancelled(go -> {
            go.countDown();
            while (!CancelScope.current().isCancelled()) {
                Thread.onSpinWait();
            }
            return "value";
        });
        assertThat(end).isEqualTo(new Outcome.Success<>("value"));
    }

    @Test
    void r7TheFirstReasonStaysAndAFinishedTaskSaysSo() {
        group(g -> {
            Task<String> task = g.start(() -> {
                sleep(LONG);
                return "";
            });
            assertThat(task.cancel("one")).isTrue();
            task.cancel("two");
            assertThat(task.cancelAndWait())
                    .isInstanceOfSatisfying(
                            Outcome.Cancelled.class,
                            c -> assertThat(c.why().reason()).isEqualTo("one"));
            assertThat(task.cancel("three")).isFalse();
            return null;
        });
    }

    @Test
    void r8CancelledBeforeItsStartATaskDoesNotRun() {
        var ran = new AtomicBoolean();
        var task = RootTask.of("request", () -> ran.getAndSet(true));
        task.cancel("client gone");
        assertThat(task.isDone()).isTrue();
        task.run();
        assertThat(ran).isFalse();
        assertThat(task.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Cancelled.class,
                        c -> assertThat(c.why().reason()).isEqualTo("client gone"));
    }

    @Test
    void r9WhatAnInterruptThrowsCountsAsCancelledAndIsKept() {
        Outcome<String> end = cancelled(go -> {
            go.countDown();
            new CountDownLatch(1).await();
            return "";
        });
        assertThat(end)
                .isInstanceOfSatisfying(
                        Outcome.Cancelled.class,
                        c -> assertThat(c.why().getSuppressed()[0]).isInstanceOf(InterruptedException.class));
    }

    @Test
    void r9ASocketThatTheInterruptClosedCountsAsCancelled() throws IOException {
        try (var server = new ServerSocket(0)) {
            Outcome<Integer> end = cancelled(go -> {
                try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    go.countDown();
                    return socket.getInputStream().read();
                }
            });
            assertThat(end).isInstanceOf(Outcome.Cancelled.class);
        }
    }

    @Test
    void r9AnInterruptFromOutsideCancelsTheTask() {
        var thread = new AtomicReference<Thread>();
        var underWay = new CountDownLatch(1);
        group(g -> {
            Task<String> task = g.start(() -> {
                thread.set(Thread.currentThread());
                underWay.countDown();
                sleep(LONG);
                return "";
            });
            underWay.await();
            thread.get().interrupt();
            assertThatThrownBy(task::await).isInstanceOf(ChildCancelled.class);
            return null;
        });
    }

    @Test
    void r18NoInterruptLeaksOutOfAScope() throws Exception {
        run(() -> {
            for (int i = 0; i < 2000; i++) {
                moveOnAfter(Duration.ofNanos(1 + i * 20L), () -> {
                    Thread.yield();
                    return 1;
                });
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                sleep(Duration.ofNanos(1));
            }
        });
    }

    @Test
    void aCancelledParentCancelsAllBelowAndWaits() {
        List<String> ends = java.util.Collections.synchronizedList(new ArrayList<>());
        var begun = new CountDownLatch(2);
        Outcome<Object> end = cancelled(go -> gather(
                () -> gather(
                        () -> {
                            begun.countDown();
                            try {
                                sleep(LONG);
                                return 1;
                            } finally {
                                ends.add("inner");
                            }
                        },
                        () -> {
                            begun.await(); // a task that is cancelled before it has begun never runs
                            go.countDown();
                            sleep(LONG);
                            return 1;
                        }),
                () -> {
                    begun.countDown();
                    try {
                        sleep(LONG);
                        return 1;
                    } finally {
                        ends.add("outer");
                    }
                }));
        assertThat(end).isInstanceOf(Outcome.Cancelled.class);
        assertThat(ends).containsExactlyInAnyOrder("inner", "outer");
    }

    @Test
    void aShieldKeepsCancelsOutAndTheNextCallThrows() {
        List<String> steps = new ArrayList<>();
        Outcome<String> end = cancelled(go -> {
            shield(() -> {
                go.countDown();
                while (!outerCancelled()) {
                    Thread.onSpinWait();
                }
                sleep(Duration.ofMillis(1));
                Thread.sleep(1);
                steps.add("shielded work done");
            });
            steps.add("behind the shield");
            sleep(LONG);
            return "never";
        });
        assertThat(end).isInstanceOf(Outcome.Cancelled.class);
        assertThat(steps).containsExactly("shielded work done", "behind the shield");
    }

    private static boolean outerCancelled() {
        return CancelScope.current().outer.isCancelled();
    }

    @Test
    void r9AnInterruptFromOutsideInAShieldWaitsForItsEnd() {
        var slept = new AtomicBoolean();
        group(g -> {
            Task<String> task = g.start(() -> {
                shield(() -> {
                    Thread.currentThread().interrupt();
                    sleep(Duration.ofMillis(5));
                    slept.set(!Thread.currentThread().isInterrupted());
                });
                sleep(LONG);
                return "";
            });
            assertThat(waitFor(List.of(task), When.ALL_COMPLETED).done()).hasSize(1);
            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
            return null;
        });
        assertThat(slept).isTrue();
    }

    @Test
    void r11AShieldWithAGraceTimeGivesWayAfterIt() {
        Outcome<String> end = cancelled(go -> {
            shield(Duration.ofMillis(10), () -> {
                go.countDown();
                sleep(LONG);
            });
            return "";
        });
        assertThat(end).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void cancellableRunsTheAbortInsteadOfAnInterrupt() {
        var interrupted = new AtomicBoolean();
        var release = new CountDownLatch(1);
        Outcome<String> end = cancelled(go -> cancellable(
                () -> {
                    go.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                    throw new IOException("statement was cancelled");
                },
                release::countDown));
        assertThat(interrupted).isFalse();
        assertThat(end)
                .isInstanceOfSatisfying(
                        Outcome.Cancelled.class,
                        c -> assertThat(c.why().getSuppressed()[0]).isInstanceOf(IOException.class));
    }

    @Test
    void cancellableLetsACompletedOperationWin() {
        var release = new CountDownLatch(1);
        Outcome<String> end = cancelled(go -> cancellable(
                () -> {
                    go.countDown();
                    release.await();
                    return "done";
                },
                release::countDown));
        assertThat(end).isEqualTo(new Outcome.Success<>("done"));
    }

    @Test
    void cancellableWaitsForItsAbortSoThatALateOneCannotHitTheNextCall() {
        var abortEnded = new AtomicBoolean();
        var endedBefore = new AtomicBoolean();
        var release = new CountDownLatch(1);
        cancelled(go -> {
            Task<?> me = Task.current();
            try {
                return cancellable(
                        () -> {
                            go.countDown();
                            release.await();
                            throw new IOException("aborted");
                        },
                        () -> {
                            release.countDown();
                            while (me.waitingFor().isEmpty() && !me.isDone()) {
                                Thread.onSpinWait(); // until the call waits for us, or goes its way
                            }
                            abortEnded.set(true);
                        });
            } finally {
                endedBefore.set(abortEnded.get());
            }
        });
        assertThat(endedBefore).isTrue();
    }

    @Test
    void cancellableThrowsAtOnceInACancelledTask() {
        var ran = new AtomicBoolean();
        cancelled(go -> {
            try {
                go.countDown();
                sleep(LONG);
            } catch (Cancellation c) {
                assertThatThrownBy(() -> cancellable(() -> ran.getAndSet(true), () -> {}))
                        .isInstanceOf(Cancellation.class);
            }
            return 0;
        });
        assertThat(ran).isFalse();
    }

    @Test
    void toThreadRunsOnAPlatformThreadAndACancelInterruptsIt() {
        assertThat(toThread(() -> Thread.currentThread().isVirtual())).isFalse();
        var stopped = new AtomicBoolean();
        Outcome<Object> end = cancelled(go -> toThread(() -> {
            go.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                stopped.set(true);
            }
            return 1;
        }));
        assertThat(end).isInstanceOf(Outcome.Cancelled.class);
        assertThat(stopped).isTrue();
    }

    @Test
    void aRootTaskOnAPooledThreadLeavesNoInterruptBehind() throws Exception {
        var left = new AtomicBoolean(true);
        var underWay = new CountDownLatch(1);
        var task = RootTask.of("request", () -> {
            underWay.countDown();
            while (!CancelScope.current().isCancelled()) {
                Thread.onSpinWait();
            }
            return 1;
        });
        Thread thread = Thread.ofPlatform().start(() -> {
            task.run();
            left.set(Thread.currentThread().isInterrupted());
        });
        underWay.await();
        task.cancel("gone");
        thread.join();
        assertThat(left).isFalse();
    }

    @Test
    void workOnPlatformThreadsMayWaitForMoreOfIt() {
        int more = 2 * Runtime.getRuntime().availableProcessors() + 1;
        assertThat(run(() -> map(
                        Collections.nCopies(more, 1),
                        one -> toThread(
                                () -> gather(() -> toThread(() -> one), () -> toThread(() -> one), Integer::sum)))))
                .hasSize(more)
                .containsOnly(2);
    }
}
