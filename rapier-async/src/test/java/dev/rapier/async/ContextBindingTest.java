package dev.rapier.async;

import static dev.rapier.async.Async.gather;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContextBindingTest {
    private static final ContextVar<String> FIRST = ContextVar.of("first");
    private static final ContextVar<String> SECOND = ContextVar.of("second");

    @Test
    void lastsUntilItIsClosedAndReachesChildren() {
        run(() -> {
            try (var binding = FIRST.bind("a")) {
                String both = gather(FIRST::get, FIRST::find, (one, two) -> one + two.orElse(""));
                assertThat(both).isEqualTo("aa");
                binding.close();
                assertThat(FIRST.find()).isEmpty();
            }
            assertThat(FIRST.find()).isEmpty();
        });
    }

    @Test
    void bindingsMayBeClosedInAnyOrder() {
        run(() -> {
            var first = FIRST.bind("a");
            var second = SECOND.bind("b");
            first.close();
            assertThat(FIRST.find()).isEmpty();
            assertThat(SECOND.find()).isEqualTo(Optional.of("b"));
            second.close();
            assertThat(SECOND.find()).isEmpty();
        });
    }

    @Test
    void outsideOfTasksItDoesNothing() {
        try (var binding = FIRST.bind("a")) {
            assertThat(FIRST.find()).isEmpty();
            assertThat(binding).isNotNull();
        }
    }
}
