package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GroupTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void theBlockFormWaitsForItsChildren() {
        run(() -> {
            var done = new AtomicBoolean();
            try (var g = TaskGroup.open()) {
                g.start(() -> {
                    sleep(Duration.ofMillis(5));
                    done.set(true);
                });
            }
            assertThat(done).isTrue();
        });
    }

    @Test
    void aFailingChildCancelsSiblingsAndTheBody() {
        var failure = new IOException("child");
        assertThatThrownBy(() -> group(g -> {
                    g.start(() -> {
                        throw failure;
                    });
                    g.start(() -> sleep(LONG));
                    sleep(LONG);
                    return "";
                }))
                .isSameAs(failure);
    }

    @Test
    void aFailingBodyCancelsTheChildren() {
        var cancelled = new AtomicBoolean();
        var underWay = new CountDownLatch(1);
        assertThatThrownBy(() -> group(g -> {
                    g.start(() -> {
                        try {
                            underWay.countDown();
                            sleep(LONG);
                        } finally {
                            cancelled.set(true);
                        }
                    });
                    underWay.await();
                    throw new IOException("body");
                }))
                .hasMessage("body");
        assertThat(cancelled).isTrue();
    }

    @Test
    void inTheBlockFormTheBodysNextCallThrowsTheChildsFailure() {
        var failure = new IOException("child");
        run(() -> {
            assertThatThrownBy(() -> {
                        try (var g = TaskGroup.open()) {
                            g.start(() -> {
                                throw failure;
                            });
                            sleep(LONG);
                        }
                    })
                    .isSameAs(failure)
                    .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
            assertThatThrownBy(() -> {
                        try (var g = TaskGroup.open()) {
                            g.start(() -> {
                                throw failure;
                            });
                        }
                    })
                    .isSameAs(failure);
            checkpoint();
        });
    }

    @Test
    void oneChildCancelledByHandDoesNotHarmTheGroup() {
        assertThat(Async.<String>group(g -> {
                    g.start(() -> sleep(LONG)).cancel();
                    return g.start(() -> "fine").await();
                }))
                .isEqualTo("fine");
    }

    @Test
    void r14AChildMayStartSiblingsWhileTheGroupEnds() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        group(g -> {
            g.start(() -> {
                sleep(Duration.ofMillis(5));
                g.start(() -> seen.add("sibling"));
            });
            return null;
        });
        assertThat(seen).containsExactly("sibling");
    }

    @Test
    void r14AClosedGroupRefuses() {
        run(() -> {
            TaskGroup[] kept = new TaskGroup[1];
            group(g -> kept[0] = g);
            assertThatThrownBy(() -> kept[0].start(() -> 1)).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void backgroundTasksEndWithTheGroup() {
        var ended = new AtomicBoolean();
        group(g -> {
            var underWay = new CountDownLatch(1);
            g.background(() -> {
                try {
                    underWay.countDown();
                    sleep(LONG);
                } finally {
                    ended.set(true);
                }
            });
            underWay.await();
            return null;
        });
        assertThat(ended).isTrue();
    }

    @Test
    void supervisedChildrenDoNotHarmEachOther() {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        String result = supervised((task, failure) -> failures.add(failure.getMessage()), g -> {
            g.start(() -> {
                throw new IOException("one");
            });
            return g.start(() -> {
                        sleep(Duration.ofMillis(5));
                        return "two";
                    })
                    .await();
        });
        assertThat(result).isEqualTo("two");
        assertThat(failures).containsExactly("one");
    }

    @Test
    void aCancelOfASupervisedGroupInterruptsAHandlerThatBlocksInForeignCode() {
        var handling = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        Task<?> failed = supervised(
                (task, failure) -> {
                    handling.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException cancelled) {
                        interrupted.countDown();
                    }
                },
                g -> {
                    Task<?> child = g.start(() -> {
                        throw new IOException("of the child");
                    });
                    handling.await();
                    g.cancel("enough");
                    return child;
                });
        assertThat(interrupted.getCount()).isZero();
        assertThat(failed.outcome()).isInstanceOf(Outcome.Failure.class);
    }

    @Test
    void r16ATaskThatAwaitsItselfOrACircleFailsAtOnce() {
        group(g -> {
            Task<?>[] self = new Task<?>[1];
            var ready = new CountDownLatch(1);
            self[0] = g.start(() -> {
                ready.await();
                assertThatThrownBy(() -> self[0].await()).isInstanceOf(IllegalStateException.class);
            });
            ready.countDown();
            return null;
        });
    }

    @Test
    void r17AMisnestedCloseNamesBothScopes() {
        run(() -> {
            try (TaskGroup outer = TaskGroup.open()) {
                timeout(LONG, () -> {
                    assertThatThrownBy(outer::close)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("a task group")
                            .hasMessageContaining("a timeout of 300 s");
                    return null;
                });
            }
        });
    }

    @Test
    void contextVariablesReachChildrenAndDoNotLeakBack() {
        ContextVar<String> user = ContextVar.of("user");
        user.run("ann", () -> {
            assertThat(gather(user::get, () -> user.call("bob", user::get))).isEqualTo(new Both<>("ann", "bob"));
            assertThat(user.get()).isEqualTo("ann");
        });
        assertThat(user.find()).isEmpty();
    }

    @Test
    void aWatchedCoroutineRunsWhenAwaitedAndOnlyOnce() {
        run(() -> {
            var ran = new AtomicBoolean();
            Coroutine<Integer> coroutine = async(() -> {
                ran.set(true);
                return 42;
            });
            assertThat(ran).isFalse();
            assertThat(coroutine.await()).isEqualTo(42);
            assertThatThrownBy(coroutine::await).hasMessageContaining("already awaited");
        });
    }

    @Test
    void tenThousandTasksSleepAtOnce() {
        assertThat(map(Collections.nCopies(10_000, 1), i -> {
                    sleep(Duration.ofMillis(50));
                    return i;
                }))
                .hasSize(10_000);
    }

    @Test
    void aFailureThatTheBodyOfABlockAwaitedComesOutAsItIs() {
        var failure = new IOException("child");
        run(() -> assertThatThrownBy(() -> {
                    try (var g = TaskGroup.open()) {
                        g.start(() -> {
                                    throw failure;
                                })
                                .await();
                    }
                })
                .isSameAs(failure)
                .hasNoSuppressedExceptions());
    }

    @Test
    void aFailureThatTheBodyOfABlockTookFromAnOutcomeComesOutAsItIs() {
        var failure = new IOException("child");
        run(() -> assertThatThrownBy(() -> {
                    try (var g = TaskGroup.open()) {
                        var task = g.start(() -> {
                            throw failure;
                        });
                        waitFor(List.of(task), When.ALL_COMPLETED);
                        task.outcome().get();
                    }
                })
                .isSameAs(failure)
                .hasNoSuppressedExceptions());
    }

    @Test
    void aFailureThatTheBodyOfABlockAndAChildAwaitedComesOutAsItIs() {
        var failure = new IOException("shared");
        run(() -> supervised((task, error) -> {}, outer -> {
            var shared = outer.start(() -> {
                throw failure;
            });
            assertThatThrownBy(() -> {
                        try (var g = TaskGroup.open()) {
                            g.start(shared::await);
                            shared.await();
                        }
                    })
                    .isSameAs(failure)
                    .hasNoSuppressedExceptions();
            return null;
        }));
    }

    @Test
    void cleanUpThatBlocksInAFailedBlockDoesNotHideTheFailure() {
        var failure = new IOException("child");
        run(() -> assertThatThrownBy(() -> {
                    try (var g = TaskGroup.open()) {
                        g.start(() -> {
                            throw failure;
                        });
                        AutoCloseable blocks = () -> sleep(LONG);
                        try (blocks) {
                            sleep(LONG);
                        }
                    }
                })
                .isSameAs(failure)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                ChildCancelled.class, again -> assertThat(again).hasCause(failure))));
    }

    @Test
    void aBlockInsideAFailedOneDoesNotHideTheFailure() {
        var failure = new IOException("child");
        run(() -> assertThatThrownBy(() -> {
                    try (var outer = TaskGroup.open()) {
                        outer.start(() -> {
                            throw failure;
                        });
                        try (var inner = TaskGroup.open()) {
                            inner.start(() -> sleep(LONG));
                            sleep(LONG);
                        }
                    }
                })
                .isSameAs(failure));
    }

    @Test
    void inTheBlockFormLaterFailuresAreSuppressedOnTheOneThatTheBodyThrows() {
        var failure = new IOException("first");
        var later = new IOException("later");
        run(() -> assertThatThrownBy(() -> {
                    try (var g = TaskGroup.open()) {
                        var underWay = new CountDownLatch(1);
                        g.start(() -> {
                            try {
                                underWay.countDown();
                                sleep(LONG);
                            } catch (Cancellation e) {
                                throw later;
                            }
                        });
                        g.start(() -> {
                            underWay.await();
                            throw failure;
                        });
                        sleep(LONG);
                    }
                })
                .isSameAs(failure)
                .hasSuppressedException(later));
    }

    @Test
    void aTaskThatCannotBeStartedDoesNotKeepItsGroupWaiting() {
        var failure = new OutOfMemoryError("no thread");
        var world = new RefusingWorld(failure);
        RootTask<Object> task = RootTask.of(
                "main",
                world,
                () -> group(g -> {
                    assertThatThrownBy(() -> g.start(() -> 1)).isSameAs(failure);
                    return "ended";
                }));
        task.run();
        assertThat(task.outcome().get()).isEqualTo("ended");
    }
}
