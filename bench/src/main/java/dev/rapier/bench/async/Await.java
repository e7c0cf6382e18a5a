package dev.rapier.bench.async;

import dev.rapier.async.Coroutine;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A coroutine that is awaited where it stands, beside a call of the same body. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Await {
    private int count;
    private Coroutine<Integer> coroutine = () -> ++count;
    private Callable<Integer> callable = () -> ++count;

    @Benchmark
    public Integer rapier() {
        return coroutine.await();
    }

    @Benchmark
    public Integer call() throws Exception {
        return callable.call();
    }
}
