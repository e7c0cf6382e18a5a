package dev.rapier.test.checklist;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.CancelScope;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.async.TaskGroup;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Groups, scopes and the shield: lines 41 to 59. */
class GroupChecklistTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    private void sleepOrSay(String cancelled) {
        try {
            sleep(HOUR);
        } catch (Cancellation e) {
            steps.add(cancelled);
            throw e;
        }
    }

    @Checklist(
            value = 41,
            behaviour = "A child that fails cancels its siblings and the body of the group.",
            like = "asyncio test_cancel_children_on_child_error; trio test_child_crash_wakes_parent")
    @RapierTest
    void aFailingChildCancelsItsSiblingsAndTheBody() {
        IOException failure = new IOException("broken");
        assertThatThrownBy(() -> group(g -> {
                    g.start(() -> sleepOrSay("sibling"));
                    g.start(() -> {
                        sleep(SECOND);
                        throw failure;
                    });
                    sleepOrSay("body");
                    return 0;
                }))
                .isSameAs(failure);
        assertThat(steps).containsExactlyInAnyOrder("sibling", "body");
        assertThatThrownBy(() -> {
                    try (TaskGroup g = TaskGroup.open()) {
                        g.start(() -> {
                            sleep(SECOND);
                            throw failure;
                        });
                        sleep(HOUR);
                    }
                })
                .as("in the block form as well")
                .isSameAs(failure);
    }

    @Checklist(
            value = 42,
            behaviour = "A body that fails cancels the children, and its failure is thrown when they have ended.",
            like = "asyncio test_taskgroup_09, test_taskgroup_10")
    @RapierTest
    void aFailingBodyCancelsTheChildren(TestTime time) {
        IOException failure = new IOException("broken");
        assertThatThrownBy(() -> group(g -> {
                    g.start(() -> sleepOrSay("child"));
                    sleep(SECOND);
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(steps).containsExactly("child");
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @Checklist(
            value = 43,
            behaviour = "Cancelling one child does not harm the group.",
            like = "asyncio test_taskgroup_03")
    @RapierTest
    void cancellingOneChildDoesNotHarmTheGroup() {
        String other = group(g -> {
            Task<?> child = g.start(() -> sleep(HOUR));
            Task<String> sibling = g.start(() -> {
                sleep(Duration.ofSeconds(2));
                return "unharmed";
            });
            sleep(SECOND);
            child.cancel();
            return sibling.await();
        });
        assertThat(other).isEqualTo("unharmed");
    }

    @Checklist(
            value = 44,
            behaviour =
                    "A child can start siblings while the group waits for its end; children that go on spawning cannot hold up a cancel.",
            like = "asyncio test_taskgroup_24, test_taskgroup_25")
    @RapierTest
    void childrenCanStartSiblingsAndCannotHoldUpACancel(TestTime time) {
        group(g -> {
            g.start(() -> {
                sleep(SECOND);
                g.start(() -> {
                    sleep(SECOND);
                    steps.add("grandchild");
                });
            });
            return 0;
        });
        assertThat(steps).containsExactly("grandchild");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
        assertThat(moveOnAfter(
                        SECOND,
                        () -> group(g -> {
                            spawn(g);
                            return "never";
                        })))
                .isEmpty();
    }

    private static void spawn(TaskGroup g) {
        g.start(() -> {
            sleep(Duration.ofMillis(300));
            spawn(g);
            spawn(g);
        });
    }

    @Checklist(
            value = 45,
            behaviour = "Nothing starts in a group that is cancelled or closed.",
            like =
                    "asyncio test_taskgroup_no_create_task_after_failure, test_taskgroup_finished; StructuredTaskScopeTest fork after join")
    @RapierTest
    void nothingStartsInAGroupThatIsCancelledOrClosed() {
        IOException failure = new IOException("broken");
        TaskGroup[] kept = new TaskGroup[1];
        assertThatThrownBy(() -> group(g -> {
                    kept[0] = g;
                    g.start(() -> {
                        throw failure;
                    });
                    try {
                        sleep(SECOND);
                    } catch (Cancellation e) {
                        assertThatThrownBy(() -> g.start(() -> steps.add("started")))
                                .isInstanceOf(Cancellation.class);
                        throw e;
                    }
                    return 0;
                }))
                .isSameAs(failure);
        TaskGroup closed = group(g -> g);
        assertThatThrownBy(() -> closed.start(() -> steps.add("started")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(steps).isEmpty();
    }

    @Checklist(
            value = 46,
            behaviour = "What children throw while they are being cancelled is not lost.",
            like = "asyncio test_taskgroup_18, test_taskgroup_19")
    @RapierTest
    void whatChildrenThrowWhileBeingCancelledIsNotLost() {
        IOException first = new IOException("first");
        IOException second = new IOException("second, in clean-up");
        assertThatThrownBy(() -> group(g -> {
                    g.start(() -> {
                        sleep(SECOND);
                        throw first;
                    });
                    g.start(() -> {
                        try {
                            sleep(HOUR);
                        } catch (Cancellation e) {
                            throw second;
                        }
                    });
                    return 0;
                }))
                .isSameAs(first)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(second));
        assertThatThrownBy(() -> group(g -> {
                    Task<?> child = g.start(() -> {
                        try {
                            sleep(HOUR);
                        } catch (Cancellation e) {
                            throw second;
                        }
                    });
                    sleep(SECOND);
                    child.cancel();
                    return 0;
                }))
                .as("a cancelled child that fails in its clean-up has failed")
                .isSameAs(second);
    }

    @Checklist(
            value = 47,
            behaviour =
                    "After the failure of a group was caught, the task is cancelled if and only if a scope around it is.",
            like =
                    "asyncio test_error_and_cancel, test_nested_groups_both_cancelled, test_cancellation_does_not_leak_out_of_tg")
    @RapierTest
    void afterTheFailureOfAGroupOnlyAnOuterCancelIsLeft() {
        assertThatThrownBy(() -> group(g -> g.start(() -> {
                    throw new IOException("broken");
                })))
                .isInstanceOf(IOException.class);
        checkpoint();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        Task<?> both = group(outer -> {
            Task<?> task = outer.start(() -> {
                try {
                    group(g -> g.start(() -> {
                        try {
                            sleep(HOUR);
                        } catch (Cancellation e) {
                            throw new IOException("broken");
                        }
                    }));
                } catch (Exception e) {
                    steps.add("caught " + e.getMessage());
                }
                sleep(SECOND);
                steps.add("went on");
            });
            sleep(SECOND);
            task.cancel();
            return task;
        });
        assertThat(steps).containsExactly("caught broken");
        assertThat(both.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Checklist(
            value = 48,
            behaviour = "A cancel is idempotent and a level: two sleeps in a row both throw.",
            like = "trio test_cancel_edge_cases")
    @RapierTest
    void aCancelIsIdempotentAndALevel() {
        scoped(scope -> {
            assertThat(scope.cancel("first")).isTrue();
            assertThat(scope.cancel("second")).isFalse();
            assertThat(scope.reason()).contains("first");
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> sleep(HOUR)).isInstanceOf(Cancellation.class);
            }
            return steps.add("through");
        });
        assertThat(steps).containsExactly("through");
        checkpoint();
    }

    @Checklist(
            value = 49,
            behaviour =
                    "A shield guards against the scopes around it, not against a cancel inside it; where it ends the cancel from outside is there.",
            like = "trio test_cancel_shielding, test_unshield_while_cancel_propagating")
    @RapierTest
    void aShieldGuardsAgainstTheScopesAroundItOnly() {
        scoped(outer -> {
            outer.cancel("outside");
            shield(() -> {
                sleep(SECOND);
                steps.add("slept");
                assertThat(scoped(inner -> {
                            inner.cancel("inside");
                            sleep(HOUR);
                            return 0;
                        }))
                        .isEmpty();
                sleep(SECOND);
                steps.add("slept again");
            });
            sleep(SECOND);
            return steps.add("not reached");
        });
        assertThat(steps).containsExactly("slept", "slept again");
    }

    @Checklist(
            value = 50,
            behaviour =
                    "Closing a group while one inside it is open is an error that names both, and harms nothing afterwards.",
            like = "trio test_cancel_scope_misnesting_1, test_nursery_misnest")
    @RapierTest
    void closingOutOfOrderIsAnErrorAndHarmsNothing() {
        TaskGroup outer = TaskGroup.open();
        TaskGroup inner = TaskGroup.supervised((task, failure) -> {});
        inner.start(() -> sleepOrSay("inner child cancelled"));
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a task group of")
                .hasMessageContaining("a supervised task group of");
        sleep(SECOND);
        assertThat(gather(() -> 1, () -> 2, Integer::sum)).isEqualTo(3);
    }

    @Checklist(
            value = 51,
            behaviour = "A cancel reaches the innermost of 5,000 nested scopes.",
            like = "trio test_very_deep_cancel_scope_nesting")
    @RapierTest(seeds = 3)
    void aCancelReachesTheInnermostOfManyNestedScopes() {
        var groups = new ArrayList<TaskGroup>();
        assertThat(scoped(scope -> {
                    for (int i = 0; i < 5_000; i++) {
                        groups.add(TaskGroup.open());
                    }
                    scope.cancel("deep");
                    try {
                        sleep(HOUR);
                    } finally {
                        groups.reversed().forEach(TaskGroup::close);
                    }
                    return 0;
                }))
                .isEmpty();
        assertThat(groups).hasSize(5_000);
        checkpoint();
    }

    @Checklist(
            value = 52,
            behaviour =
                    "startAndAwaitReady returns what the child reports while the child goes on; a failure before that is the starter's alone.",
            like = "trio test_nursery_start, test_nursery_start_keeps_nursery_open")
    @RapierTest(seeds = 30)
    void startAndAwaitReadyReturnsWhatTheChildReports(TestTime time) {
        IOException failure = new IOException("port in use");
        group(g -> {
            int port = g.startAndAwaitReady(status -> {
                sleep(SECOND);
                status.started(8000);
                sleep(Duration.ofSeconds(2));
                steps.add("served");
            });
            assertThat(port).isEqualTo(8000);
            assertThat(time.elapsed()).isEqualTo(SECOND);
            assertThat(steps).isEmpty();
            assertThatThrownBy(() -> g.startAndAwaitReady(status -> {
                        sleep(SECOND);
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThatThrownBy(() -> g.startAndAwaitReady(status -> sleep(SECOND)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without saying that it had started");
            return 0;
        });
        assertThat(steps).containsExactly("served");

        Task<?> starter = group(g -> {
            Task<?> starts = g.start(() -> g.startAndAwaitReady(status -> {
                try {
                    sleep(HOUR);
                } finally {
                    shield(() -> sleep(SECOND));
                    steps.add("cleaned up");
                }
            }));
            sleep(SECOND);
            starts.cancel();
            return starts;
        });
        assertThat(starter.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(steps).containsExactly("served", "cleaned up");
        assertThatThrownBy(() -> group(g -> {
                    g.startAndAwaitReady(status -> {
                        status.started(1);
                        throw failure;
                    });
                    sleep(HOUR);
                    return 0;
                }))
                .as("after it is ready a failure is the group's")
                .isSameAs(failure);
    }

    @Checklist(
            value = 53,
            behaviour = "The time that is left is that of the nearest deadline, up to a shield.",
            like = "trio test_current_effective_deadline")
    @RapierTest
    void theTimeLeftIsThatOfTheNearestDeadlineUpToAShield() {
        assertThat(CancelScope.current().remaining()).isEmpty();
        timeout(Duration.ofSeconds(10), () -> {
            sleep(SECOND);
            assertThat(CancelScope.current().remaining()).contains(Duration.ofSeconds(9));
            timeout(HOUR, () -> assertThat(CancelScope.current().remaining()).contains(Duration.ofSeconds(9)));
            timeout(SECOND, () -> assertThat(CancelScope.current().remaining()).contains(SECOND));
            shield(() -> {
                assertThat(CancelScope.current().remaining()).isEmpty();
                timeout(
                        Duration.ofSeconds(30),
                        () -> assertThat(CancelScope.current().remaining()).contains(Duration.ofSeconds(30)));
            });
            group(g ->
                    g.start(() -> assertThat(CancelScope.current().remaining()).contains(Duration.ofSeconds(9))));
        });
    }

    @Checklist(
            value = 54,
            behaviour = "In a supervised group the failure of one leaves the others alone.",
            like = "Kotlin SupervisorTest.testSupervisorScopeIsolation")
    @RapierTest
    void inASupervisedGroupAFailureLeavesTheOthersAlone() {
        IOException failure = new IOException("broken");
        var failures = new ArrayList<Throwable>();
        String value = supervised((task, thrown) -> failures.add(thrown), g -> {
            g.start(() -> {
                throw failure;
            });
            return g.start(() -> {
                        sleep(SECOND);
                        return "unharmed";
                    })
                    .await();
        });
        assertThat(value).isEqualTo("unharmed");
        assertThat(failures).containsExactly(failure);
    }

    @Checklist(
            value = 55,
            behaviour = "A scope that is entered by a cancelled task throws at the first blocking call inside.",
            like = "Kotlin ScopedBuildersCancelledStartTest")
    @RapierTest
    void aScopeEnteredByACancelledTaskThrowsAtItsFirstBlockingCall() {
        Task<?> task = group(g -> g.start(() -> {
            Task.current().cancel();
            group(inner -> {
                steps.add("inside");
                checkpoint();
                return steps.add("not reached");
            });
        }));
        assertThat(steps).containsExactly("inside");
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Checklist(
            value = 56,
            behaviour = "Clean-up that blocks works in a shield; after it the task is cancelled again.",
            like = "Kotlin NonCancellableTest.testNonCancellableFinally")
    @RapierTest
    void cleanUpWorksInAShieldAndAfterItTheTaskIsCancelledAgain() {
        Task<?> task = group(g -> {
            Task<?> cleaning = g.start(() -> {
                try {
                    sleep(HOUR);
                } finally {
                    shield(() -> {
                        sleep(SECOND);
                        steps.add("cleaned up");
                    });
                    assertThatThrownBy(() -> sleep(SECOND)).isInstanceOf(Cancellation.class);
                }
            });
            sleep(SECOND);
            cleaning.cancel();
            return cleaning;
        });
        assertThat(steps).containsExactly("cleaned up");
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Checklist(
            value = 57,
            behaviour =
                    "An interrupt from outside cancels the task, be it at work or at the end of a group, and no interrupt is left over.",
            like = "StructuredTaskScopeTest testInterruptJoin1/2, testInterruptClose1/2; StressCancellation")
    @RapierTest(seeds = 30)
    void anInterruptFromOutsideCancelsTheTask() {
        Task<?> joining = group(g -> {
            var threads = new ArrayList<Thread>();
            Task<?> task = g.start(() -> {
                threads.add(Thread.currentThread());
                group(inner -> inner.start(() -> sleepOrSay("child of the interrupted")));
            });
            sleep(SECOND);
            threads.getFirst().interrupt();
            return task;
        });
        assertThat(joining.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(joining.cancelReason()).contains("the thread was interrupted");
        assertThat(steps).containsExactly("child of the interrupted");

        Task<?> foreign = group(g -> {
            Task<?> task = g.start(() -> toThread(() -> new CountDownLatch(1).await()));
            checkpoint();
            task.cancel("while in foreign code");
            return task;
        });
        assertThat(foreign.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Checklist(
            value = 58,
            behaviour =
                    "run returns when all that it started has ended; the first Ctrl-C cancels its task, whose clean-up runs, and the exit code is 130.",
            like =
                    "asyncio test_asyncio_run_cancels_hanging_tasks, test_asyncio_run_reports_hanging_tasks_errors, test_interrupt_wait",
            differs = "nothing can outlive its group, so run finds no hanging tasks")
    @Test
    void theFirstInterruptCancelsTheMainTask() throws Exception {
        assumeFalse(
                ignoresInterrupts(), "whoever started the tests has them ignore SIGINT, as nohup and & do in a script");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InterruptedProgram.class.getName())
                .redirectErrorStream(true)
                .start();
        try (var output = program.inputReader()) {
            assertThat(output.readLine()).isEqualTo("running");
            Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(program.pid())).start();
            assertThat(kill.waitFor()).isZero();
            assertThat(output.readLine()).isEqualTo("cleaned up: interrupted by the user");
            assertThat(program.waitFor()).isEqualTo(130);
        } finally {
            program.destroyForcibly();
        }
    }

    /** Programs inherit that, and the JVM leaves it so. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .anyMatch(signals -> (Long.parseUnsignedLong(signals, 16) & 1L << 1) != 0);
        }
    }

    @Checklist(
            value = 59,
            behaviour = "What runs in a shield is unmoved by a cancel, and the caller waits for it.",
            like = "asyncio test_shield_effect, test_shield_cancel_outer_exception",
            differs = "the caller waits, so there is no orphan and no failure that only a log sees")
    @RapierTest
    void theCallerWaitsForWhatRunsInAShield(TestTime time) {
        IOException failure = new IOException("seen by the caller");
        Task<?> task = group(g -> {
            Task<?> shielding = g.start(() -> {
                try {
                    shield(() -> {
                        sleep(Duration.ofSeconds(3));
                        throw failure;
                    });
                } catch (Exception e) {
                    steps.add(e.getMessage() + " after " + time.elapsed().toSeconds() + " s");
                }
            });
            sleep(SECOND);
            shielding.cancel();
            return shielding;
        });
        assertThat(steps).containsExactly("seen by the caller after 3 s");
        assertThat(task.isDone()).isTrue();
        assertThatThrownBy(() -> timeout(SECOND, () -> sleep(HOUR))).isInstanceOf(AsyncTimeoutException.class);
    }
}
