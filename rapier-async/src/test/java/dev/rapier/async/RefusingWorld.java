package dev.rapier.async;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/** The real world, but that no thread can be started in it. */
record RefusingWorld(Error failure) implements Scheduling {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH;
    }

    @Override
    public Thread start(Runnable body) {
        throw failure;
    }

    @Override
    public void execute(Executor executor, Runnable body) {
        throw failure;
    }

    @Override
    public void park(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    @Override
    public void unpark(Thread thread) {
        LockSupport.unpark(thread);
    }

    @Override
    public void interrupt(Thread thread) {
        thread.interrupt();
    }

    @Override
    public void yield() {
        Thread.yield();
    }

    @Override
    public <T> T outside(Coroutine<? extends T> operation) throws Exception {
        return operation.run();
    }

    @Override
    public void schedule(Object key, long nanoTime, Runnable action) {
        throw failure;
    }

    @Override
    public void unschedule(Object key) {}

    @Override
    public void warn(String message) {
        throw new AssertionError(message);
    }
}
