package dev.rapier.bench;

import dev.rapier.bench.client.Caller;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * How much longer ten calls at once take than the slowest of them, at half of the load that is possible.
 *
 * @param perSecond fan-outs per second while it was measured, half of what is possible
 * @param median of the time of a fan-out divided by that of its slowest call
 * @param p95 of the same
 */
record Stretch(double perSecond, double median, double p95) {
    private static final int AT_ONCE = 16;
    private static final long SATURATED_NANOS = 1_500_000_000L;
    private static final long LOADED_NANOS = 4_000_000_000L;

    static Stretch measure(Caller caller, String url) {
        double possible = saturate(caller, url);
        long pause = (long) (2e9 / possible);
        var ratios = new ConcurrentLinkedQueue<Double>();
        var running = new ArrayList<Thread>();
        long began = System.nanoTime();
        long next = began;
        while (next - began < LOADED_NANOS) {
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            running.add(Thread.ofVirtual().start(() -> ratios.add(caller.stretch(url))));
            next += pause;
        }
        join(running);
        double[] sorted =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Stretch(
                sorted.length / (LOADED_NANOS / 1e9), sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]);
    }

    /** Fan-outs per second, as many as go. */
    private static double saturate(Caller caller, String url) {
        var done = new java.util.concurrent.atomic.AtomicLong();
        long end = System.nanoTime() + SATURATED_NANOS;
        var running = new ArrayList<Thread>();
        for (int i = 0; i < AT_ONCE; i++) {
            running.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() - end < 0) {
                    caller.fanOut(url);
                    done.incrementAndGet();
                }
            }));
        }
        join(running);
        return done.get() / (SATURATED_NANOS / 1e9);
    }

    private static void join(ArrayList<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a measurement ran", e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,.0f fan-outs/s, half of what goes; a fan-out takes %.2f times its slowest call, p95 %.2f",
                perSecond,
                median,
                p95);
    }
}
