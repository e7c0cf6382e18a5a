package dev.rapier.async;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The coroutines of a gather enter their group all at once and count themselves off, and are seen like tasks that came one by one. */
@Timeout(60)
class GatherTogetherTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final int MANY = 3_000;

    /** Many coroutines that return at once, and some elsewhere among them. */
    private static List<Coroutine<Object>> manyAnd(Coroutine<Object> first, Coroutine<Object> last) {
        List<Coroutine<Object>> all = new ArrayList<>(Collections.nCopies(MANY, () -> "done"));
        all.addFirst(first);
        all.add(last);
        return all;
    }

    private static void awaitUnfinished(Task<?> task, int unfinished) {
        while (Tasks.tree(task).tasks().size() != 1 + unfinished) {
            Async.sleep(Duration.ofMillis(1));
        }
    }

    @Test
    void aTreeShowsTheOneThatIsLeftOfThousandsAndHidesNone() {
        AtomicReference<TaskTree> seen = new AtomicReference<>();
        run(() -> {
            Task<?> caller = Task.current();
            AsyncEvent looked = new AsyncEvent();
            gather(manyAnd(
                    () -> {
                        looked.await();
                        return "late";
                    },
                    () -> {
                        awaitUnfinished(caller, 2);
                        seen.set(Tasks.tree(caller));
                        looked.set();
                        return "looked";
                    }));
        });
        TaskTree tree = seen.get();
        assertThat(tree.tasks()).hasSize(3);
        assertThat(tree.tasks().get(1).waitingFor()).contains("an event");
        ScopeEntry scope = (ScopeEntry) tree.roots().getFirst().inside().getFirst();
        assertThat(scope.hidden()).isZero();
        assertThat(tree.toString()).contains("a gather of 2 tasks");
    }

    @Test
    void whatHadEndedWellBeforeASiblingFailedWasNotCancelled() {
        AtomicReference<Task<?>> ended = new AtomicReference<>();
        AtomicReference<Task<?>> cancelled = new AtomicReference<>();
        assertThatThrownBy(() -> run(() -> gather(
                        () -> {
                            ended.set(Task.current());
                            return 1;
                        },
                        () -> {
                            cancelled.set(Task.current());
                            Async.sleep(LONG);
                            return 2;
                        },
                        () -> {
                            while (ended.get() == null || !ended.get().isDone() || cancelled.get() == null) {
                                Async.sleep(Duration.ofMillis(1));
                            }
                            throw new IllegalStateException("third");
                        })))
                .hasMessage("third");
        assertThat(ended.get().outcome()).isEqualTo(new Outcome.Success<>(1));
        assertThat(ended.get().cancelReason()).isEmpty();
        assertThat(cancelled.get().cancelReason())
                .hasValueSatisfying(why -> assertThat(why).contains("third"));
    }

    @Test
    void aFailureOfTheFirstEndsThousandsWhetherOrNotTheyHaveBegun() {
        AtomicInteger atWork = new AtomicInteger();
        List<Coroutine<Object>> all = new ArrayList<>();
        all.add(() -> {
            throw new IllegalStateException("first");
        });
        for (int i = 0; i < MANY; i++) {
            all.add(() -> {
                atWork.getAndIncrement();
                try {
                    Async.sleep(LONG);
                } finally {
                    atWork.getAndDecrement();
                }
                return "slept";
            });
        }
        assertThatThrownBy(() -> run(() -> gather(all)))
                .hasMessage("first")
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
        assertThat(atWork.get()).isZero();
    }

    @Test
    void numbersOfTasksThatStartTogetherAreInTheOrderOfTheCoroutines() {
        run(() -> {
            List<Coroutine<String>> all =
                    Collections.nCopies(20, () -> Task.current().name());
            List<Integer> numbers = gather(all).stream()
                    .map(name -> Integer.valueOf(name.replace("task-", "")))
                    .toList();
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
        });
    }

    @Test
    void aGatherInACancelledTaskStartsNothing() {
        AtomicInteger begun = new AtomicInteger();
        RootTask<Object> task = RootTask.of("main", () -> {
            CancelScope.current().cancel("enough");
            return gather(begun::getAndIncrement, begun::getAndIncrement);
        });
        task.run();
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(begun.get()).isZero();
    }
}
