package dev.rapier.bench.async;

import dev.rapier.async.Async;
import dev.rapier.async.Coroutine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Several empty coroutines at once, by a virtual thread, and their results in order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Gather.TIMES)
public class Gather {
    static final int TIMES = 100;
    private static final Integer RESULT = 42;
    private static final Coroutine<Integer> EMPTY = () -> RESULT;
    private static final Callable<Integer> EMPTY_CALL = () -> RESULT;

    @Param({"2", "10", "1000"})
    public int children;

    @Benchmark
    public void rapier(Blackhole blackhole) {
        if (children == 2) {
            Async.run(() -> {
                for (int i = 0; i < TIMES; i++) {
                    blackhole.consume(Async.gather(EMPTY, EMPTY));
                }
            });
        } else {
            List<Coroutine<Integer>> all = Collections.nCopies(children, EMPTY);
            Async.run(() -> {
                for (int i = 0; i < TIMES; i++) {
                    blackhole.consume(Async.gather(all));
                }
            });
        }
    }

    @Benchmark
    public void joinEach(Blackhole blackhole) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            blackhole.consume(ForkJoin.joinEach(EMPTY_CALL, children));
        }
    }

    @Benchmark
    public void counter(Blackhole blackhole) {
        for (int i = 0; i < TIMES; i++) {
            blackhole.consume(ForkJoin.counter(EMPTY_CALL, children));
        }
    }

    @Benchmark
    public void lastOnCaller(Blackhole blackhole) {
        for (int i = 0; i < TIMES; i++) {
            blackhole.consume(ForkJoin.lastOnCaller(EMPTY_CALL, children));
        }
    }

    @Benchmark
    public void invokeAll(Blackhole blackhole) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            blackhole.consume(ForkJoin.invokeAll(EMPTY_CALL, children));
        }
    }

    @Benchmark
    public void completableFutures(Blackhole blackhole) {
        for (int i = 0; i < TIMES; i++) {
            blackhole.consume(ForkJoin.completableFutures(EMPTY_CALL, children));
        }
    }

    @Benchmark
    public void structuredTaskScope(Blackhole blackhole) throws Throwable {
        for (int i = 0; i < TIMES; i++) {
            Object scope = TaskScope.open();
            try {
                Object[] subtasks = new Object[children];
                for (int k = 0; k < children; k++) {
                    subtasks[k] = TaskScope.fork(scope, EMPTY_CALL);
                }
                TaskScope.join(scope);
                List<Object> results = new ArrayList<>(children);
                for (Object subtask : subtasks) {
                    results.add(TaskScope.get(subtask));
                }
                blackhole.consume(results);
            } finally {
                TaskScope.close(scope);
            }
        }
    }

    @Benchmark
    public void kotlin(Blackhole blackhole) throws InterruptedException {
        KotlinGather.run(TIMES, children, blackhole);
    }
}
