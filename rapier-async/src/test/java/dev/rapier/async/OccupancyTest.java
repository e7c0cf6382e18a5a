package dev.rapier.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OccupancyTest {
    private final Occupancy occupancy = new Occupancy(100);
    private final List<Long> told = new ArrayList<>();

    private void sample(long now, String carrier, int released) {
        if (occupancy.sample(now, carrier, released)) {
            told.add(now);
        }
    }

    @Test
    void whoHoldsOneCarrierIsToldOnce() {
        for (long now = 0; now <= 1000; now += 10) {
            sample(now, "carrier 1", 7);
        }
        assertThat(told).containsExactly(100L);
    }

    @Test
    void whoLetsGoBetweenSamplesIsNotTold() {
        for (int i = 0; i <= 100; i++) {
            sample(i * 10L, "carrier 1", i / 7);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whoChangesCarriersHasLetGo() {
        for (int i = 0; i <= 100; i++) {
            sample(i * 10L, "carrier " + i % 2, 7);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whoIsSeenWithoutACarrierHasLetGo() {
        for (int i = 0; i <= 100; i++) {
            sample(i * 10L, i % 7 == 0 ? null : "carrier 1", 7);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aStopOfTheWholeProcessIsNobodysFault() {
        sample(0, "carrier 1", 7);
        sample(900, "carrier 1", 7);
        sample(925, "carrier 1", 8);
        assertThat(told).isEmpty();
    }

    @Test
    void aSecondOccurrenceIsToldAgain() {
        for (long now = 0; now <= 1000; now += 10) {
            sample(now, "carrier 1", now < 500 ? 7 : 8);
        }
        assertThat(told).containsExactly(100L, 600L);
    }

    @Test
    void theCarrierIsReadFromTheTextOfAThread() throws InterruptedException {
        List<String> texts = new ArrayList<>();
        Thread thread = Thread.ofVirtual()
                .name("a]/b@c")
                .start(() -> texts.add(Thread.currentThread().toString()));
        thread.join();
        assertThat(Carriers.carrierOf(texts.getFirst())).startsWith("ForkJoinPool-");
        assertThat(Carriers.carrierOf(thread.toString())).isNull();
        assertThat(Carriers.carrierOf("VirtualThread[#22]/waiting")).isNull();
        assertThat(Carriers.carrierOf("another text")).isNull();
    }
}
