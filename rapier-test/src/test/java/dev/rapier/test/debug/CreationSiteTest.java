package dev.rapier.test.debug;

import static dev.rapier.async.Async.async;
import static dev.rapier.async.Async.checkpoint;
import static dev.rapier.async.Async.group;
import static dev.rapier.async.Async.run;
import static dev.rapier.async.Async.settle;
import static dev.rapier.async.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncEvent;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Coroutine;
import dev.rapier.async.ScopeEntry;
import dev.rapier.async.Task;
import dev.rapier.async.TaskTree;
import dev.rapier.async.Tasks;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Debug mode says of each thing where in the program it was made. Each site here is a line of its own, found by its number. */
@EnabledIfSystemProperty(named = "rapier.debug", matches = "true", disabledReason = "of debug mode")
class CreationSiteTest {
    /** The file and line of the caller, some lines further down. */
    private static String line(int further) {
        StackTraceElement caller = new Throwable().getStackTrace()[1];
        return caller.getFileName() + ":" + (caller.getLineNumber() + further);
    }

    @RapierTest(seeds = 1)
    void aCoroutineThatNobodyAwaitsIsReportedWithTheLineThatMadeIt(TestTime time) {
        String site = line(2);
        settle(List.of((Coroutine<Integer>) () -> {
            async(() -> 1);
            throw new IllegalArgumentException("so that nobody inherits it");
        }));
        assertThat(time.takeWarnings()).containsExactly("coroutine made at " + site + " was never awaited");
    }

    @RapierTest(seeds = 1)
    void aMainTaskThatLeavesAGeneratorOpenIsToldWhichOne() {
        AtomicReference<String> site = new AtomicReference<>();
        assertThatThrownBy(() -> TestTime.run(1, time -> {
                    site.set(line(1));
                    AsyncGenerator.from(List.of(1, 2)).open().iterator().next();
                    return true;
                }))
                .hasMessageContaining("ended without closing a generator it had opened at " + site);
    }

    @Test
    void aMainTaskInRealTimeIsToldToo() {
        List<String> warnings = new ArrayList<>();
        Consumer<String> listener = warnings::add;
        Tasks.onWarning(listener);
        String site = line(3);
        try {
            run(() -> {
                AsyncGenerator.from(List.of(1, 2)).open().iterator().next();
            });
        } finally {
            Tasks.forget(listener);
        }
        assertThat(warnings).containsExactly("task main ended without closing a generator it had opened at " + site);
    }

    @RapierTest(seeds = 1)
    void theTreeShowsTheLinesOfTasksAndScopes(TestTime time) {
        var event = new AsyncEvent();
        Coroutine<Boolean> child = () -> timeout(Duration.ofHours(1), () -> {
            event.await();
            return true;
        });
        String site = line(1);
        TaskTree tree = group(g -> {
            g.start(child);
            time.idle();
            TaskTree seen = Tasks.tree(Task.current());
            event.set();
            return seen;
        });
        assertThat(((ScopeEntry) tree.roots().getFirst().inside().getFirst()).madeAt())
                .contains(site);
        assertThat(tree.tasks().get(1).madeAt())
                .hasValueSatisfying(at -> assertThat(at).startsWith("CreationSiteTest.java:"));
        assertThat(tree.toString())
                .contains("a group, made at " + site)
                .containsPattern("task-\\d+, waiting for an event, .*, made at CreationSiteTest")
                .containsPattern("a timeout of 3600 s, .*, made at CreationSiteTest");
        assertThat(tree.toJson()).contains("\"what\":\"a group\",\"madeAt\":\"" + site + "\"");
        assertThat(tree.toTable()).contains("MADE AT").contains("CreationSiteTest.java:");
    }

    @RapierTest(seeds = 1)
    void aDeadlockNamesTheLinesOfItsTasks() {
        AtomicReference<String> site = new AtomicReference<>();
        Coroutine<Boolean> never = () -> {
            new AsyncEvent().await();
            return true;
        };
        assertThatThrownBy(() -> TestTime.run(1, time -> {
                    site.set(line(1));
                    return settle(List.of(never));
                }))
                .hasMessageStartingWith("deadlock")
                .hasMessageContaining("made at " + site);
    }

    @RapierTest
    void aCircleOfAwaitsNamesTheLinesOfItsTasks() {
        assertThatThrownBy(() -> group(g -> {
                    var second = new AtomicReference<Task<Integer>>();
                    Task<Integer> first = g.start(((Coroutine<Integer>) () -> {
                                while (second.get() == null) {
                                    checkpoint();
                                }
                                return second.get().await();
                            })
                            .named("first"));
                    second.set(g.start(((Coroutine<Integer>) first::await).named("second")));
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in a circle: ")
                .hasMessageContaining("first (made at CreationSiteTest.java:")
                .hasMessageContaining("second (made at CreationSiteTest.java:");
    }
}
