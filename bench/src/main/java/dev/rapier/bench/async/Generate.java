package dev.rapier.bench.async;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Iteration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A generator's items, one by one, by a virtual thread: pushed, pulled, read ahead. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Generate.ITEMS)
public class Generate {
    static final int ITEMS = 10_000;
    private static final int AHEAD = 64;
    private static final Integer ITEM = 42;

    private final AsyncGenerator<Integer> items = AsyncGenerator.of(out -> {
        for (int i = 0; i < ITEMS; i++) {
            out.yield(ITEM);
        }
    });

    @Benchmark
    public void push(Blackhole blackhole) {
        Async.run(() -> items.forEach(blackhole::consume));
    }

    @Benchmark
    public void pull(Blackhole blackhole) {
        Async.run(() -> {
            try (Iteration<Integer> iteration = items.open()) {
                for (Integer item : iteration) {
                    blackhole.consume(item);
                }
            }
        });
    }

    @Benchmark
    public void buffered(Blackhole blackhole) {
        Async.run(() -> items.buffered(AHEAD).forEach(blackhole::consume));
    }

    @Benchmark
    public void handOver(Blackhole blackhole) throws InterruptedException {
        HandOver handOver = new HandOver(ITEMS);
        Thread maker = Thread.startVirtualThread(handOver::make);
        handOver.take(maker, blackhole);
        maker.join();
    }

    @Benchmark
    public void blockingQueue(Blackhole blackhole) throws InterruptedException {
        var queue = new ArrayBlockingQueue<Integer>(AHEAD);
        Thread maker = Thread.startVirtualThread(() -> {
            try {
                for (int i = 0; i < ITEMS; i++) {
                    queue.put(ITEM);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < ITEMS; i++) {
            blackhole.consume(queue.take());
        }
        maker.join();
    }
}
