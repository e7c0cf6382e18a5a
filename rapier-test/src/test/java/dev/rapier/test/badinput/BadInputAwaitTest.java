package dev.rapier.test.badinput;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncLock;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Outcome;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Coroutines awaited twice, and tasks that wait for each other in a circle. */
class BadInputAwaitTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FILE = "BadInputAwaitTest.java:";

    @RapierTest
    void aWatchedCoroutineAwaitedTwiceSaysWhereItWasMadeAndWhereItWasAwaited() {
        AtomicInteger runs = new AtomicInteger();
        Coroutine<Integer> once = async(runs::incrementAndGet);
        assertThat(once.await()).isEqualTo(1);
        for (Coroutine<Integer> again : List.of(once, once.named("again"), once.map(x -> x))) {
            assertThatThrownBy(again::await)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching("coroutine made at " + FILE + "\\d+ was already awaited at " + FILE
                            + "\\d+; pass the lambda, or call the method that makes it again");
        }
        Coroutine<Integer> both = async(runs::incrementAndGet);
        assertThatThrownBy(() -> gather(both, both)).isInstanceOf(IllegalStateException.class);
        Coroutine<Integer> started = async(runs::incrementAndGet);
        assertThatThrownBy(() ->
                        group(g -> g.start(started).await() + g.start(started).await()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(runs).hasValueLessThanOrEqualTo(3);
        WorksOn.theTask();
    }

    @RapierTest
    void aTaskThatWaitsForItselfIsRefused() {
        assertThatThrownBy(() -> Task.current().await())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("task test waits for itself");
        assertThatThrownBy(() -> Task.current().cancelAndWait())
                .as("it would wait for itself, and stays as it is")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("task test waits for itself");
        WorksOn.theTask();
    }

    @RapierTest
    void aTaskMayCancelOneThatWaitsForIt() {
        group(g -> {
            List<Task<?>> both = new ArrayList<>();
            both.add(g.start("waits", () -> both.get(1).await()));
            both.add(g.start("cancels", () -> {
                sleep(SECOND);
                assertThat(both.get(0).cancelAndWait()).isInstanceOf(Outcome.Cancelled.class);
                WorksOn.theTask();
            }));
            return 0;
        });
    }

    /** A circle of tasks, each of which waits for the next; one of them is refused and then ends well, so that the others do. */
    private static List<String> circleOf(int size) {
        List<String> refusals = new ArrayList<>();
        group(g -> {
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int next = (i + 1) % size;
                tasks.add(g.start("t" + i, () -> {
                    sleep(SECOND);
                    try {
                        tasks.get(next).await();
                    } catch (IllegalStateException circle) {
                        refusals.add(circle.getMessage());
                        WorksOn.theTask();
                    }
                }));
            }
            return 0;
        });
        return refusals;
    }

    @RapierTest
    void aCircleOfAwaitsIsRefusedToWhoClosesIt() {
        for (int size : List.of(2, 3, 10)) {
            List<String> refusals = circleOf(size);
            assertThat(refusals).hasSize(1);
            assertThat(refusals.getFirst()).startsWith("tasks wait for each other in a circle: t");
            for (int i = 0; i < size; i++) {
                assertThat(refusals.getFirst()).containsPattern("t" + i + " \\(made at " + FILE);
            }
        }
        WorksOn.theTask();
    }

    @RapierTest
    void aChildThatWaitsForTheTaskWhoseGroupItIsInIsRefused() {
        Task<?> parent = Task.current();
        assertThatThrownBy(() -> group(g -> g.start("child", parent::await)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("child")
                .hasMessageContaining("test")
                .hasMessageContaining("can't end before child, started inside it");
        WorksOn.theTask();
    }

    @RapierTest
    void aCircleThroughTheOwnersOfLocksIsRefused() {
        AsyncLock left = new AsyncLock("left");
        AsyncLock right = new AsyncLock("right");
        List<String> refusals = new ArrayList<>();
        group(g -> {
            g.start("a", () -> takeBoth(left, right, refusals));
            g.start("b", () -> takeBoth(right, left, refusals));
            return 0;
        });
        assertThat(refusals).hasSize(1);
        assertThat(refusals.getFirst())
                .contains("lock ")
                .contains("a (made at " + FILE)
                .contains("b (made at " + FILE);
        assertThat(left.isLocked() || right.isLocked()).isFalse();
        left.withLock(() -> right.withLock(() -> sleep(SECOND)));
        WorksOn.theTask();
    }

    private static void takeBoth(AsyncLock first, AsyncLock second, List<String> refusals) {
        first.withLock(() -> {
            sleep(SECOND);
            try {
                second.withLock(() -> {});
            } catch (IllegalStateException circle) {
                refusals.add(circle.getMessage());
            }
        });
    }

    @RapierTest
    void aChildThatWantsALockThatItsParentHoldsWhileItWaitsForTheChildIsRefused() {
        AsyncLock lock = new AsyncLock("held");
        assertThatThrownBy(() -> lock.withLock(() -> group(g -> g.start("child", () -> {
                    sleep(SECOND);
                    lock.lock();
                }))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lock held held by task test")
                .hasMessageContaining("child");
        assertThat(lock.isLocked()).isFalse();
        WorksOn.theTask();
    }
}
