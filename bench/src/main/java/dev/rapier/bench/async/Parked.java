package dev.rapier.bench.async;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Many tasks or threads that wait, in a JVM of its own, and the heap that each takes. Arguments: which kind, and how many. */
public final class Parked {
    private static final int WARM_UP_ROUNDS = 20;
    private static final int WARM_UP_TASKS = 20_000;
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger started = new AtomicInteger();

    /** Where they wait. */
    public enum Kind {
        THREAD_PARKED,
        TASK_PARKED,
        THREAD_SLEEPING,
        TASK_SLEEPING
    }

    private Parked() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Kind kind = Kind.valueOf(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            new Parked().warmUp(kind);
        }
        long before = used();
        long began = System.nanoTime();
        Parked parked = new Parked();
        Thread.startVirtualThread(() -> parked.start(kind, count));
        while (parked.started.get() < count) {
            Thread.sleep(10);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Thread.sleep(1000); // the last ones are on their way from the count to their wait
        long bytes = (used() - before) / count;
        System.out.println("bytes " + bytes);
        System.out.println("seconds " + seconds);
        System.out.println("resident " + residentMegabytes());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private void start(Kind kind, int count) {
        switch (kind) {
            case THREAD_PARKED ->
                startThreads(count, () -> {
                    started.getAndIncrement();
                    LockSupport.park();
                });
            case THREAD_SLEEPING ->
                startThreads(count, () -> {
                    started.getAndIncrement();
                    sleep();
                });
            case TASK_PARKED -> {
                AsyncEvent event = new AsyncEvent();
                startTasks(count, () -> {
                    started.getAndIncrement();
                    event.await();
                });
            }
            case TASK_SLEEPING ->
                startTasks(count, () -> {
                    started.getAndIncrement();
                    Async.sleep(LONG);
                });
        }
    }

    private static void startThreads(int count, Runnable body) {
        for (int i = 0; i < count; i++) {
            Thread.startVirtualThread(body);
        }
    }

    private static void startTasks(int count, dev.rapier.async.Action body) {
        Async.group(group -> {
            for (int i = 0; i < count; i++) {
                group.start(body);
            }
            return true;
        });
    }

    private static void sleep() {
        try {
            Thread.sleep(LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with few, to an end: so that what waits later waits in compiled code. */
    private void warmUp(Kind kind) throws InterruptedException {
        switch (kind) {
            case THREAD_PARKED, THREAD_SLEEPING -> {
                Thread[] threads = new Thread[WARM_UP_TASKS];
                for (int i = 0; i < threads.length; i++) {
                    threads[i] = Thread.startVirtualThread(() -> {
                        started.getAndIncrement();
                        LockSupport.parkNanos(kind == Kind.THREAD_PARKED ? Long.MAX_VALUE : 1000);
                    });
                }
                while (started.get() < threads.length) {
                    Thread.sleep(1);
                }
                for (Thread thread : threads) {
                    LockSupport.unpark(thread);
                    thread.join();
                }
            }
            case TASK_PARKED -> {
                AsyncEvent event = new AsyncEvent();
                Async.group(group -> {
                    for (int i = 0; i < WARM_UP_TASKS; i++) {
                        group.start(() -> {
                            started.getAndIncrement();
                            event.await();
                        });
                    }
                    while (started.get() < WARM_UP_TASKS) {
                        Async.sleep(Duration.ofMillis(1));
                    }
                    event.set();
                    return true;
                });
            }
            case TASK_SLEEPING ->
                Async.group(group -> {
                    for (int i = 0; i < WARM_UP_TASKS; i++) {
                        group.start(() -> {
                            started.getAndIncrement();
                            Async.sleep(Duration.ofNanos(1000));
                        });
                    }
                    return true;
                });
        }
    }

    /** Heap that is in use after a collection. */
    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long residentMegabytes() throws IOException {
        return Files.readString(Path.of("/proc/self/status"))
                        .lines()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
    }
}
