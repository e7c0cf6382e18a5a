package dev.rapier.bench.async;

import dev.rapier.async.Async;
import dev.rapier.async.Coroutine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One task that is started and awaited, by a virtual thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Start.TIMES)
public class Start {
    static final int TIMES = 1000;
    private static final Integer RESULT = 42;
    private static final Coroutine<Integer> EMPTY = () -> RESULT;

    @Benchmark
    public void rapier(Blackhole blackhole) {
        Async.group(group -> {
            for (int i = 0; i < TIMES; i++) {
                blackhole.consume(group.start(EMPTY).await());
            }
            return true;
        });
    }

    @Benchmark
    public void rapierGroupOfOne(Blackhole blackhole) {
        Async.run(() -> {
            for (int i = 0; i < TIMES; i++) {
                blackhole.consume(Async.group(group -> group.start(EMPTY).await()));
            }
        });
    }

    @Benchmark
    public void startAndJoin(Blackhole blackhole) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            Thread.startVirtualThread(() -> blackhole.consume(RESULT)).join();
        }
    }

    @Benchmark
    public void structuredTaskScope(Blackhole blackhole) throws Throwable {
        for (int i = 0; i < TIMES; i++) {
            Object scope = TaskScope.open();
            try {
                Object subtask = TaskScope.fork(scope, () -> RESULT);
                TaskScope.join(scope);
                blackhole.consume(TaskScope.get(subtask));
            } finally {
                TaskScope.close(scope);
            }
        }
    }

    @Benchmark
    public void kotlin(Blackhole blackhole) throws InterruptedException {
        KotlinGather.run(TIMES, 1, blackhole);
    }
}
