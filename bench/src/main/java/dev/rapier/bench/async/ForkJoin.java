package dev.rapier.bench.async;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Ways to fork and join on virtual threads that one would write by hand: results in order, and nothing else. */
final class ForkJoin {
    private static final ThreadFactory FACTORY =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private ForkJoin() {}

    /** A child with its result. */
    private static class Child implements Runnable {
        final Callable<Integer> body;

        @Nullable
        Integer result;

        Child(Callable<Integer> body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                result = body.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One that counts itself off and wakes the owner when it is the last. */
    private static final class CountedChild extends Child {
        private final AtomicInteger left;
        private final Thread owner;

        CountedChild(Callable<Integer> body, AtomicInteger left, Thread owner) {
            super(body);
            this.left = left;
            this.owner = owner;
        }

        @Override
        public void run() {
            super.run();
            if (left.decrementAndGet() == 0) {
                LockSupport.unpark(owner);
            }
        }
    }

    static List<@Nullable Integer> joinEach(Callable<Integer> body, int children) throws InterruptedException {
        Child[] all = new Child[children];
        Thread[] threads = new Thread[children];
        for (int i = 0; i < children; i++) {
            all[i] = new Child(body);
            threads[i] = Thread.startVirtualThread(all[i]);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return results(all);
    }

    static List<@Nullable Integer> counter(Callable<Integer> body, int children) {
        return counted(body, children, children);
    }

    static List<@Nullable Integer> lastOnCaller(Callable<Integer> body, int children) {
        return counted(body, children, children - 1);
    }

    private static List<@Nullable Integer> counted(Callable<Integer> body, int children, int started) {
        AtomicInteger left = new AtomicInteger(children);
        Child[] all = new Child[children];
        for (int i = 0; i < children; i++) {
            all[i] = new CountedChild(body, left, Thread.currentThread());
            if (i < started) {
                FACTORY.newThread(all[i]).start();
            }
        }
        for (int i = started; i < children; i++) {
            all[i].run();
        }
        while (left.get() != 0) {
            LockSupport.park();
        }
        return results(all);
    }

    private static List<@Nullable Integer> results(Child[] all) {
        List<@Nullable Integer> results = new ArrayList<>(all.length);
        for (Child child : all) {
            results.add(child.result);
        }
        return results;
    }

    static List<Integer> invokeAll(Callable<Integer> body, int children) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> results = new ArrayList<>(children);
            for (Future<Integer> future : executor.invokeAll(Collections.nCopies(children, body))) {
                results.add(future.get());
            }
            return results;
        }
    }

    static List<Integer> completableFutures(Callable<Integer> body, int children) {
        CompletableFuture<?>[] futures = new CompletableFuture<?>[children];
        for (int i = 0; i < children; i++) {
            futures[i] = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return body.call();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    Thread::startVirtualThread);
        }
        CompletableFuture.allOf(futures).join();
        List<Integer> results = new ArrayList<>(children);
        for (CompletableFuture<?> future : futures) {
            results.add((Integer) future.join());
        }
        return results;
    }
}
