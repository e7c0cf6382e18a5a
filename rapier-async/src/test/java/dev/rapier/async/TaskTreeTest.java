package dev.rapier.async;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.run;
import static dev.rapier.async.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TaskTreeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Runs the body as a task called main, looks at it once what is seen fulfils the condition, and cancels it. */
    private static TaskTree look(Coroutine<?> body, Predicate<TaskTree> ready) throws Exception {
        return look(body, ready, Tasks::tree);
    }

    private static TaskTree look(Coroutine<?> body, Predicate<TaskTree> ready, Function<Task<?>, TaskTree> snapshot)
            throws Exception {
        RootTask<Object> main = RootTask.of("main", () -> body.await());
        Thread thread = Thread.ofVirtual().start(main);
        try {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (true) {
                TaskTree tree = snapshot.apply(main);
                if (ready.test(tree)) {
                    return tree;
                }
                assertThat(main.isDone()).as(() -> "the end of " + main).isFalse();
                assertThat(System.nanoTime()).as(tree.toString()).isLessThan(end);
            }
        } finally {
            main.cancel();
            thread.join();
        }
    }

    private static Predicate<TaskTree> asleep(int tasks) {
        return tree -> tree.roots().getFirst().state() == TaskState.WAITING
                && tree.tasks().stream()
                                .filter(task -> task.waitingFor().equals(Optional.of("sleep of 3600 s")))
                                .count()
                        == tasks;
    }

    private static String withoutTimes(String text) {
        return text.replaceAll(", \\d+(\\.\\d+)? m?s\\b", "")
                .replaceAll(", [0-9hms]+ left", ", LEFT")
                .replaceAll("task-\\d+", "task-N")
                .replaceAll("#\\d+", "#N");
    }

    @Test
    void aTreeShowsTasksBelowTheScopesThatTheyAreIn() throws Exception {
        Coroutine<Void> sleeper = () -> {
            Async.sleep(HOUR);
            return null;
        };
        TaskTree tree =
                look(() -> timeout(Duration.ofHours(2), () -> gather(sleeper.named("left"), sleeper)), asleep(2));
        assertThat(withoutTimes(tree.toString())).isEqualTo("""
                        main #N, waiting for a gather of 2 tasks, LEFT
                        └── a timeout of 7200 s, LEFT
                            └── a gather
                                ├── left #N, waiting for sleep of 3600 s, LEFT
                                └── task-N, waiting for sleep of 3600 s, LEFT""");
        assertThat(tree.tasks())
                .hasSize(3)
                .allSatisfy(task -> assertThat(task.remaining()).isPresent());
        assertThat(tree.tasks().get(1).awaitedBy()).containsExactly("main");
        assertThat(tree.counts()).containsEntry(TaskState.WAITING, 3L).containsEntry(TaskState.DONE, 0L);
    }

    @Test
    void leavesThatAreAlikeAreDrawnAsOne() throws Exception {
        TaskTree tree = look(
                () -> Async.map(Collections.nCopies(100, 1), i -> {
                    Async.sleep(HOUR);
                    return i;
                }),
                asleep(100));
        assertThat(withoutTimes(tree.toString())).isEqualTo("""
                        main #N, waiting for a gather of 100 tasks
                        └── a gather
                            └── task-N to task-N (100 alike), waiting for sleep of 3600 s""");
        assertThat(tree.tasks()).hasSize(101);
    }

    @Test
    void whatIsBeyondTheLimitsIsCounted() throws Exception {
        TaskTree tree = look(
                () -> group(g -> {
                    for (int i = 0; i < 2500; i++) {
                        g.start(() -> {
                            Async.sleep(HOUR);
                            return null;
                        });
                    }
                    return null;
                }),
                asleep(1000));
        assertThat(tree.tasks()).hasSize(1001);
        assertThat(tree.toString()).contains("(1000 alike), waiting for").contains("... and 1,500 more");
    }

    @Test
    void scopesDeepBelowTheLimitAreLeftOut() throws Exception {
        TaskTree tree = look(() -> nested(150), asleep(1));
        assertThat(tree.toString()).contains("... and 1 more");
        assertThat(tree.toJson()).contains("\"hidden\":1");
    }

    private static Object nested(int depth) {
        return Async.scoped(scope -> {
            if (depth == 0) {
                Async.sleep(HOUR);
            } else {
                nested(depth - 1);
            }
            return 1;
        });
    }

    @Test
    void aGeneratorThatIsPulledIsInsideTheTaskThatPulls() throws Exception {
        AsyncGenerator<Integer> numbers = AsyncGenerator.of(y -> {
            y.yield(1);
            Async.sleep(HOUR);
        });
        TaskTree tree = look(
                () -> {
                    try (var pull = numbers.open()) {
                        for (int number : pull) {
                            assertThat(number).isEqualTo(1);
                        }
                    }
                    return null;
                },
                asleep(1));
        assertThat(withoutTimes(tree.toString())).isEqualTo("""
                        main #N, waiting for task generator of main
                        └── generator of main #N, waiting for sleep of 3600 s""");
    }

    @Test
    void stacksAreShownWhenAskedForAndWithoutTheMachinery() throws Exception {
        TaskTree tree = look(
                () -> {
                    new CountDownLatch(1).await();
                    return null;
                },
                seen -> seen.roots().getFirst().state() == TaskState.BLOCKED,
                Tasks::treeWithStacks);
        assertThat(tree.toString())
                .contains("main #")
                .contains(", blocked")
                .contains("at dev.rapier.async.TaskTreeTest");
        assertThat(tree.toString()).doesNotContain("VirtualThread").doesNotContain("ScopedValue");
        assertThat(tree.toJson()).contains("\"stack\":[\"");
    }

    @Test
    void aRootTaskIsFoundWhileItRunsAndNotAfterwards() {
        run(() -> {
            assertThat(Tasks.tree().roots()).anyMatch(task -> task.number() == number(Task.current()));
            assertThat(Tasks.tree(Task.current()).roots().getFirst().state()).isEqualTo(TaskState.RUNNING);
        });
        RootTask<Integer> task = RootTask.of("brief", () -> 1);
        assertThat(Tasks.tree(task).toString()).startsWith("brief #").contains(", created, ");
        task.run();
        assertThat(Tasks.tree().roots()).noneMatch(entry -> entry.number() == number(task));
        assertThat(Tasks.tree(task).toString()).contains(", done, ");
    }

    private static long number(Task<?> task) {
        return ((Strand<?>) task).number();
    }

    @Test
    void aCancelledTaskShowsWhy() throws Exception {
        RootTask<Void> task = RootTask.of("stubborn", () -> {
            Task.current().cancel("the client went away");
            assertThat(Tasks.tree(Task.current()).toString()).endsWith(", cancelled: the client went away");
            return null;
        });
        task.run();
        assertThat(task.outcome()).isInstanceOf(Outcome.Success.class);
    }

    @Test
    void namesAreEscapedInJson() {
        RootTask<Integer> task = RootTask.of("GET \"/\\\n\t\u0001\u2028\ud83d\ude00é", () -> 1);
        assertThat(Tasks.tree(task).toJson())
                .contains("\"name\":\"GET \\\"/\\\\\\n\\t\\u0001\\u2028\\ud83d\\ude00é\"")
                .startsWith("{\"roots\":[{\"number\":")
                .endsWith("}],\"hidden\":0,\"circles\":[]}");
    }

    @Test
    void aTableHasALineForEachTask() throws Exception {
        TaskTree tree = look(
                () -> gather(
                        () -> {
                            Async.sleep(HOUR);
                            return null;
                        },
                        ((Coroutine<Integer>) () -> {
                                    Async.sleep(HOUR);
                                    return 1;
                                })
                                .named("the " + "very ".repeat(20) + "long\nname")),
                asleep(2));
        assertThat(tree.toTable()
                        .lines()
                        .map(line -> line.replaceAll("\\s\\s+", " | ").replaceAll("\\d+ ms", "N ms")))
                .hasSize(4)
                .first()
                .isEqualTo("ID | NAME | STATE | WAITS FOR | AWAITED BY | AGE");
        assertThat(tree.toTable())
                .containsPattern("\\d+ +main +waiting +a gather of 2 tasks +\\d+ ms")
                .containsPattern("\\d+ +task-\\d+ +waiting +sleep of 3600 s +main +\\d+ ms")
                .containsPattern("\\d+ +the very [very ]+\\.\\.\\. +waiting");
    }

    @Test
    void aCircleThroughALockAndAGroupIsShown() throws Exception {
        var lock = new AsyncLock("inventory");
        Coroutine<Void> writer = () -> {
            lock.withLock(() -> {});
            return null;
        };
        Coroutine<Void> body = () -> group(g -> {
            Task<?> started = g.start(writer.named("writer"));
            while (started.waitingFor().isEmpty()) {
                Async.checkpoint(); // the group's end, which closes the circle, comes last
            }
            return null;
        });
        TaskTree tree = look(() -> lock.withLock(body), seen -> !seen.circles().isEmpty());
        assertThat(tree.circles()).containsExactly("main -> writer -> main");
        assertThat(tree.toString()).endsWith("\ntasks wait for each other in a circle: main -> writer -> main");
        assertThat(tree.toTable()).endsWith("\ntasks wait for each other in a circle: main -> writer -> main");
        assertThat(tree.toJson()).endsWith(",\"circles\":[\"main -> writer -> main\"]}");
    }

    @Test
    void noTasksAreAnEmptyTree() {
        assertThat(new TaskTree(List.of(), 0, List.of())).hasToString("no tasks");
        assertThat(new TaskTree(List.of(), 0, List.of()).toJson())
                .isEqualTo("{\"roots\":[],\"hidden\":0,\"circles\":[]}");
    }

    @Test
    void snapshotsOfTasksThatComeAndGoNeverFail() throws Exception {
        var stop = new AtomicBoolean();
        RootTask<Void> main = RootTask.of("busy", () -> {
            while (!stop.get()) {
                timeout(HOUR, () -> gather(() -> 1, () -> gather(() -> 2, () -> 3)));
            }
            return null;
        });
        Thread thread = Thread.ofVirtual().start(main);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            TaskTree tree = i % 10 == 0 ? Tasks.treeWithStacks() : Tasks.tree();
            texts.add(tree + tree.toJson() + tree.counts());
        }
        stop.set(true);
        thread.join();
        assertThat(texts).allMatch(text -> !text.isEmpty());
        assertThat(main.outcome()).isInstanceOf(Outcome.Success.class);
    }
}
