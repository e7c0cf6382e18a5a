package dev.rapier.stress;

import static dev.rapier.async.Async.*;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.CancelScope;
import dev.rapier.async.Cancellation;
import dev.rapier.async.RootTask;
import dev.rapier.async.Task;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** A task, its scopes and its group, each against a cancel or its end. Whatever is not listed as an outcome is a fault. */
final class TaskRaces {
    private static final Duration LONG = Duration.ofMinutes(5);

    private TaskRaces() {}

    @JCStressTest
    @Outcome(id = "value", expect = ACCEPTABLE, desc = "it was faster than the cancel")
    @Outcome(id = "cancelled", expect = ACCEPTABLE, desc = "before it began")
    @State
    public static class RunAgainstCancel {
        private final RootTask<String> task = RootTask.of("task", () -> "value");

        @Actor
        public void run(L_Result result) {
            task.run();
            result.r1 = Ends.of(task);
        }

        @Actor
        public void cancel() {
            task.cancel("race");
        }
    }

    @JCStressTest
    @Outcome(id = "value, 0", expect = ACCEPTABLE, desc = "all ran")
    @Outcome(id = "cancelled, 0", expect = ACCEPTABLE, desc = "and nobody is left")
    @State
    public static class GroupStartAgainstCancel {
        private final AtomicInteger alive = new AtomicInteger();
        private final RootTask<String> owner = RootTask.of(
                "owner",
                () -> group(g -> {
                    g.start(this::live);
                    g.start(this::live);
                    return "value";
                }));

        private void live() {
            alive.incrementAndGet();
            try {
                checkpoint();
            } finally {
                alive.decrementAndGet();
            }
        }

        @Actor
        public void run(LL_Result result) {
            owner.run();
            result.r1 = Ends.of(owner);
            result.r2 = alive.get();
        }

        @Actor
        public void cancel() {
            owner.cancel("race");
        }
    }

    @JCStressTest
    @Outcome(id = "cancelled", expect = ACCEPTABLE, desc = "whether the child had a scope of its own by then or not")
    @State
    public static class AChildsFirstScopeAgainstACancelOfItsGroup {
        private final RootTask<String> owner = RootTask.of(
                "owner",
                () -> group(g -> {
                    g.start(() -> scoped(scope -> {
                        sleep(LONG);
                        return 0;
                    }));
                    return "value";
                }));

        @Actor
        public void run(L_Result result) {
            owner.run();
            result.r1 = Ends.of(owner);
        }

        @Actor
        public void cancel() {
            owner.cancel("race");
        }
    }

    @JCStressTest
    @Outcome(id = "value, cancelled", expect = ACCEPTABLE, desc = "the child alone, who ever made its scope")
    @State
    public static class AChildsFirstScopeAgainstACancelOfItAlone {
        private volatile @Nullable Task<?> open;

        @Actor
        public void run(LL_Result result) {
            RootTask<String> owner = RootTask.of(
                    "owner",
                    () -> group(g -> {
                        open = g.start(() -> scoped(scope -> {
                            sleep(LONG);
                            return 0;
                        }));
                        return "value";
                    }));
            owner.run();
            result.r1 = Ends.of(owner);
            Task<?> child = open;
            result.r2 = child == null ? "no child" : Ends.of(child);
        }

        @Actor
        public void cancel() {
            Task<?> child = open;
            while (child == null) {
                Thread.onSpinWait();
                child = open;
            }
            child.cancel("race");
        }
    }

    @JCStressTest
    @Outcome(id = "left, false", expect = ACCEPTABLE, desc = "left before the cancel")
    @Outcome(id = "caught, false", expect = ACCEPTABLE, desc = "the scope caught its cancel")
    @State
    public static class ScopeExitAgainstItsCancel {
        private volatile @Nullable CancelScope open;

        @Actor
        public void run(LL_Result result) {
            RootTask<Boolean> task = RootTask.of("task", () -> {
                result.r1 = scoped(scope -> {
                            open = scope;
                            checkpoint();
                            return "left";
                        })
                        .orElse("caught");
                return Thread.currentThread().isInterrupted(); // R18: no interrupt leaves with the scope
            });
            task.run();
            result.r2 = Ends.of(task);
        }

        @Actor
        public void cancel() {
            CancelScope scope = open;
            while (scope == null) {
                Thread.onSpinWait();
                scope = open;
            }
            scope.cancel("race");
        }
    }

    @JCStressTest
    @Outcome(id = "the next call threw", expect = ACCEPTABLE, desc = "the cancel was kept, wherever it came")
    @Outcome(id = "cancelled", expect = ACCEPTABLE, desc = "before it began")
    @State
    public static class ScopesAndShieldsAgainstACancelFromOutside {
        private volatile boolean cancelled;
        private final RootTask<String> task = RootTask.of("task", () -> {
            try {
                scoped(scope -> shield(() -> scoped(inner -> "")));
                shield(() -> "");
            } catch (Cancellation early) {
                return "an empty scope threw";
            }
            while (!cancelled) {
                Thread.onSpinWait();
            }
            try {
                sleep(Duration.ofHours(1));
                return "the cancel was lost";
            } catch (Cancellation kept) {
                return "the next call threw";
            }
        });

        @Actor
        public void run(L_Result result) {
            task.run();
            result.r1 = Ends.of(task);
        }

        @Actor
        public void cancel() {
            task.cancel("race");
            cancelled = true;
        }
    }

    @JCStressTest
    @Outcome(id = "value, clear", expect = ACCEPTABLE, desc = "completed in time")
    @Outcome(id = "timeout, clear", expect = ACCEPTABLE, desc = "the deadline was first")
    @State
    public static class TimeoutAgainstCompletion {
        private volatile @Nullable CancelScope open;

        @Actor
        public void run(LL_Result result) {
            RootTask<String> task = RootTask.of("task", () -> {
                try {
                    return timeout(Duration.ofHours(1), () -> {
                        open = CancelScope.current();
                        for (int i = 0; i < 100; i++) {
                            Thread.onSpinWait();
                        }
                        checkpoint();
                        return "value";
                    });
                } catch (AsyncTimeoutException e) {
                    return "timeout";
                } finally {
                    result.r2 = Thread.currentThread().isInterrupted() ? "interrupted" : "clear";
                }
            });
            task.run();
            result.r1 = Ends.of(task);
        }

        @Actor
        public void letItExpire() {
            CancelScope scope = open;
            while (scope == null) {
                Thread.onSpinWait();
                scope = open;
            }
            try {
                scope.reschedule(Duration.ZERO);
            } catch (IllegalStateException over) {
                return; // as documented: the scope has ended
            }
        }
    }

    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "called once, by the one or the other")
    @State
    public static class ListenerAgainstEnd {
        private final RootTask<String> task = RootTask.of("task", () -> "value");
        private final AtomicInteger calls = new AtomicInteger();

        @Actor
        public void run() {
            task.run();
        }

        @Actor
        public void listen() {
            task.onEnd(calls::incrementAndGet);
        }

        @Arbiter
        public void count(L_Result result) {
            result.r1 = calls.get();
        }
    }

    @JCStressTest
    @Outcome(id = "value", expect = ACCEPTABLE, desc = "the end came first, or at the same time")
    @Outcome(id = "cancelled", expect = ACCEPTABLE, desc = "the cancel of the waiter came first")
    @State
    public static class AwaitAgainstEndAndCancel {
        private final RootTask<String> awaited = RootTask.of("awaited", () -> "value");
        private final RootTask<String> waiter = RootTask.of("waiter", awaited::await);

        @Actor
        public void await(L_Result result) {
            waiter.run();
            result.r1 = Ends.of(waiter);
        }

        @Actor
        public void end() {
            awaited.run();
            waiter.cancel("race");
        }
    }
}
