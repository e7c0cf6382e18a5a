package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.Cancellation;
import dev.rapier.async.Task;
import dev.rapier.async.TaskState;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The handler of a supervised group is work of the group: it may block, and a cancel of the group reaches it. */
class SupervisedHandlerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> steps = new ArrayList<>();

    @RapierTest(seeds = 20)
    void aTimeoutAroundTheGroupReachesAHandlerThatBlocks(TestTime time) {
        steps.clear();
        assertThatThrownBy(() -> timeout(
                        SECOND,
                        () -> supervised(
                                (task, failure) -> {
                                    try {
                                        sleep(HOUR);
                                    } catch (Cancellation cancelled) {
                                        steps.add("handler cancelled");
                                        throw cancelled;
                                    }
                                },
                                g -> g.start(SupervisedHandlerTest::fail))))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(steps).containsExactly("handler cancelled");
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @RapierTest(seeds = 20)
    void aHandlerHasTimeEvenWhereTheChildAloneWasCancelled(TestTime time) {
        steps.clear();
        Task<?> failed = supervised(
                (task, failure) -> {
                    sleep(SECOND);
                    steps.add("handled " + failure.getMessage());
                },
                g -> {
                    Task<?> child = g.start(() -> {
                        try {
                            sleep(HOUR);
                        } finally {
                            fail();
                        }
                    });
                    sleep(SECOND);
                    child.cancel("this one");
                    return child;
                });
        assertThat(steps).containsExactly("handled of the child");
        assertThat(failed.cancelReason()).contains("this one");
        assertThat(time.elapsed()).isEqualTo(SECOND.multipliedBy(2));
    }

    @RapierTest(seeds = 20)
    void aFailureWhoseHandlerWasCancelledWithTheChildAloneFailsTheGroup() {
        assertThatThrownBy(() -> supervised((task, failure) -> sleep(HOUR), g -> {
                    Task<?> child = g.start(SupervisedHandlerTest::fail);
                    sleep(SECOND);
                    child.cancel("this one");
                    return 0;
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("of the child");
    }

    @RapierTest
    void theTaskEndsWhenItsFailureIsHandled() {
        supervised((task, failure) -> sleep(SECOND), g -> {
            Task<?> child = g.start(SupervisedHandlerTest::fail);
            sleep(SECOND.dividedBy(2));
            assertThat(child.state()).isEqualTo(TaskState.WAITING);
            assertThatThrownBy(child::await).hasMessage("of the child");
            return 0;
        });
    }

    private static void fail() throws IOException {
        throw new IOException("of the child");
    }
}
