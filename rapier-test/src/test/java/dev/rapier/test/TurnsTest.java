package dev.rapier.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a thread that waits for its turn shows to whoever moves the clock. */
class TurnsTest {
    private final ReentrantLock lock = new ReentrantLock();
    private final Turns turns = new Turns(lock, new Random(1), () -> {});
    private final CountDownLatch parked = new CountDownLatch(1);

    @Test
    @Timeout(10)
    void anInterruptIsSeenWhileTheInterruptedThreadWaitsForTheLock() throws Exception {
        Thread sleeper = Thread.ofVirtual().unstarted(this::parkUntilReady);
        lock.lock();
        turns.enter(sleeper, "a sleeper");
        lock.unlock();
        parked.await();
        lock.lock();
        try {
            Actor actor = Objects.requireNonNull(turns.of(sleeper));
            sleeper.interrupt();
            while (!lock.hasQueuedThread(sleeper) || sleeper.isInterrupted()) {
                Thread.onSpinWait(); // until the wait for the lock has taken the flag down
            }
            assertThat(actor.isInterrupted()).isTrue();
            turns.makeReady(actor);
        } finally {
            lock.unlock();
        }
        sleeper.join();
    }

    private void parkUntilReady() {
        lock.lock();
        Actor me = Objects.requireNonNull(turns.current());
        me.state = Actor.State.PARKED;
        turns.giveUp(me);
        lock.unlock();
        parked.countDown();
        turns.await(me, () -> {
            lock.lock();
            lock.unlock();
        });
    }
}
