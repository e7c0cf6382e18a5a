package dev.rapier.bench.async;

import dev.rapier.async.Async;
import dev.rapier.async.ContextVar;
import dev.rapier.async.Coroutine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Timeouts that do not fire, and reads of context variables. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Scoping.TIMES)
public class Scoping {
    static final int TIMES = 10_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Integer RESULT = 42;
    private static final Coroutine<Integer> EMPTY = () -> RESULT;
    private static final ContextVar<Integer> VARIABLE = ContextVar.of("variable");
    private static final ContextVar<Integer> OTHER = ContextVar.of("other");
    private static final ThreadLocal<Integer> THREAD_LOCAL = new ThreadLocal<>();
    private static final ScopedValue<Integer> SCOPED_VALUE = ScopedValue.newInstance();

    @Benchmark
    public void timeout(Blackhole blackhole) {
        Async.run(() -> {
            for (int i = 0; i < TIMES; i++) {
                blackhole.consume(Async.timeout(LIMIT, EMPTY));
            }
        });
    }

    /** Of four variables the first that was set. */
    @Benchmark
    public void contextVar(Blackhole blackhole) {
        VARIABLE.run(
                RESULT,
                () -> OTHER.run(
                        1,
                        () -> OTHER.run(
                                2,
                                () -> OTHER.run(3, () -> {
                                    for (int i = 0; i < TIMES; i++) {
                                        blackhole.consume(VARIABLE.get());
                                    }
                                }))));
    }

    @Benchmark
    public void threadLocal(Blackhole blackhole) {
        THREAD_LOCAL.set(RESULT);
        for (int i = 0; i < TIMES; i++) {
            blackhole.consume(THREAD_LOCAL.get());
        }
        THREAD_LOCAL.remove();
    }

    @Benchmark
    public void scopedValue(Blackhole blackhole) {
        ScopedValue.where(SCOPED_VALUE, RESULT).run(() -> {
            for (int i = 0; i < TIMES; i++) {
                blackhole.consume(SCOPED_VALUE.get());
            }
        });
    }
}
