package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The fair queue in front of the pool. */
class AdmissionTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration NONE = Duration.ofMillis(1);

    private final List<String> served = Collections.synchronizedList(new ArrayList<>());

    private Thread inLine(Admission admission, ConnectionLane lane, String name) throws InterruptedException {
        int before = admission.waiting();
        var thread = Thread.ofVirtual().start(() -> {
            admission.acquire(lane, LONG);
            served.add(name);
            admission.release(lane);
        });
        assertThat(Databases.eventually(() -> admission.waiting() == before + 1))
                .isTrue();
        return thread;
    }

    @Test
    void callersAreServedInTheOrderOfTheirArrival() throws Exception {
        var admission = new Admission("shop", 1, 100, () -> "");
        admission.acquire(ConnectionLane.STATEMENT, LONG);
        var threads = new ArrayList<Thread>();
        for (var name : List.of("a", "b", "c", "d")) {
            var lane = threads.size() % 2 == 0 ? ConnectionLane.STATEMENT : ConnectionLane.HOLDING;
            threads.add(inLine(admission, lane, name));
        }
        admission.release(ConnectionLane.STATEMENT);
        for (var thread : threads) {
            thread.join();
        }
        assertThat(served).containsExactly("a", "b", "c", "d");
        assertThat(admission.out()).isZero();
    }

    @Test
    void oneConnectionIsKeptFromHolders() throws Exception {
        var admission = new Admission("shop", 2, 100, () -> "");
        admission.acquire(ConnectionLane.HOLDING, LONG);
        assertThatThrownBy(() -> admission.acquire(ConnectionLane.HOLDING, NONE))
                .isInstanceOf(PoolTimeout.class);
        admission.acquire(ConnectionLane.STATEMENT, NONE);
        admission.release(ConnectionLane.STATEMENT);
        admission.acquire(ConnectionLane.NESTED, NONE);
        assertThat(admission.out()).isEqualTo(2);
    }

    @Test
    void statementsPassAHolderThatHasNoRoomAndItIsServedWhenThereIs() throws Exception {
        var admission = new Admission("shop", 2, 100, () -> "");
        admission.acquire(ConnectionLane.HOLDING, LONG);
        var holder = inLine(admission, ConnectionLane.HOLDING, "holder");
        admission.acquire(ConnectionLane.STATEMENT, NONE);
        admission.release(ConnectionLane.STATEMENT);
        assertThat(served).isEmpty();
        admission.release(ConnectionLane.HOLDING);
        holder.join();
        assertThat(served).containsExactly("holder");
    }

    @Test
    void nestedCallersComeFirst() throws Exception {
        var admission = new Admission("shop", 2, 100, () -> "");
        admission.acquire(ConnectionLane.HOLDING, LONG);
        admission.acquire(ConnectionLane.STATEMENT, LONG);
        var statement = inLine(admission, ConnectionLane.STATEMENT, "statement");
        var nested = inLine(admission, ConnectionLane.NESTED, "nested");
        admission.release(ConnectionLane.STATEMENT);
        statement.join();
        nested.join();
        assertThat(served).containsExactly("nested", "statement");
    }

    @Test
    void permitsSurviveAStormOfTimeouts() throws Exception {
        var admission = new Admission("shop", 3, 10_000, () -> "");
        var refused = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 2_000; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                var lanes = ConnectionLane.values();
                var lane = lanes[ThreadLocalRandom.current().nextInt(lanes.length)];
                try {
                    admission.acquire(
                            lane, Duration.ofNanos(ThreadLocalRandom.current().nextInt(3_000_000)));
                    Thread.yield();
                    admission.release(lane);
                } catch (PoolTimeout e) {
                    refused.incrementAndGet();
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(refused.get()).isLessThan(2_000);
        assertThat(admission.out()).isZero();
        assertThat(admission.waiting()).isZero();
        admission.acquire(ConnectionLane.HOLDING, NONE);
        admission.acquire(ConnectionLane.HOLDING, NONE);
        admission.acquire(ConnectionLane.STATEMENT, NONE);
    }

    @Test
    void closedQueueRefusesThoseInLineAtOnceAndWaitsForThoseThatAreOut() throws Exception {
        var admission = new Admission("shop", 1, 100, () -> "");
        admission.acquire(ConnectionLane.STATEMENT, LONG);
        var refused = new AtomicInteger();
        var inLine = Thread.ofVirtual().start(() -> {
            try {
                admission.acquire(ConnectionLane.STATEMENT, LONG);
            } catch (DatabaseNotConnected e) {
                refused.incrementAndGet();
            }
        });
        assertThat(Databases.eventually(() -> admission.waiting() == 1)).isTrue();
        assertThat(admission.close(NONE)).isFalse();
        inLine.join();
        assertThat(refused).hasValue(1);
        assertThatThrownBy(() -> admission.acquire(ConnectionLane.STATEMENT, LONG))
                .isInstanceOf(DatabaseNotConnected.class)
                .hasMessageContaining("shop was disconnected");
        Thread.ofVirtual().start(() -> admission.release(ConnectionLane.STATEMENT));
        assertThat(admission.close(LONG)).isTrue();
        assertThat(admission.out()).isZero();
        assertThat(admission.waiting()).isZero();
    }
}
