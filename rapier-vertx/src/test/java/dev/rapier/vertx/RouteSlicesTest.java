package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.web.engine.ThreadKind;
import org.junit.jupiter.api.Test;

class RouteSlicesTest {
    private static final long SHORT = 500_000;
    private static final long SLOW = 500_001;

    private final RouteSlices slices =
            new RouteSlices(new TestApplication.TestRoute("GET /", ThreadKind.VIRTUAL, e -> {}), SHORT);

    private void record(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            slices.record(nanos);
        }
    }

    @Test
    void a_route_needs_sixteen_short_slices_to_begin_on_the_loop() {
        record(15, SHORT);
        assertThat(slices.beginsOnLoop()).isFalse();
        record(1, SHORT);
        assertThat(slices.beginsOnLoop()).isTrue();
    }

    @Test
    void a_slow_slice_now_and_then_is_forgiven() {
        record(16, SHORT);
        for (int i = 0; i < 100; i++) {
            record(1, SLOW);
            record(32, SHORT);
        }
        assertThat(slices.beginsOnLoop()).isTrue();
    }

    @Test
    void slow_slices_more_than_rarely_send_the_route_to_the_carriers() {
        record(16, SHORT);
        record(2, SLOW);
        assertThat(slices.beginsOnLoop()).isTrue();
        record(1, SLOW);
        assertThat(slices.beginsOnLoop()).isFalse();
    }

    @Test
    void a_route_that_was_slow_has_to_be_short_for_long() {
        record(16, SHORT);
        record(3, SLOW);
        record(255, SHORT);
        assertThat(slices.beginsOnLoop()).isFalse();
        record(1, SHORT);
        assertThat(slices.beginsOnLoop()).isTrue();
    }

    @Test
    void what_was_measured_can_be_seen() {
        record(20, SHORT);
        record(1, SLOW);
        assertThat(slices.placement().onLoop()).isTrue();
        assertThat(slices.placement().slices()).isEqualTo(21);
        assertThat(slices.placement().slowSlices()).isEqualTo(1);
    }
}
