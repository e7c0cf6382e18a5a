package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.ContextBridge;
import dev.rapier.test.RapierTest;
import org.jspecify.annotations.Nullable;

/** A context in thread-locals goes along with tasks. */
class ContextBridgeTest {
    private static final ThreadLocal<@Nullable String> TRACE = new ThreadLocal<>();

    /** Found by the service loader. */
    public static final class TraceBridge implements ContextBridge {
        @Override
        public @Nullable Object capture() {
            return TRACE.get();
        }

        @Override
        public @Nullable Object install(@Nullable Object captured) {
            Object before = TRACE.get();
            TRACE.set((String) captured);
            return before;
        }

        @Override
        public void restore(@Nullable Object before) {
            TRACE.set((String) before);
        }
    }

    @RapierTest(seeds = 30)
    void aTaskStartsWithWhatItsStarterHadAndNothingLeaksBack() {
        TRACE.set("request 1");
        group(g -> {
            var child = g.start(() -> {
                checkpoint();
                String seen = TRACE.get();
                TRACE.set("of the child");
                checkpoint();
                return seen + ", " + TRACE.get();
            });
            TRACE.set("request 2");
            var later = g.start(TRACE::get);
            assertThat(child.await()).isEqualTo("request 1, of the child");
            assertThat(later.await()).isEqualTo("request 2");
            assertThat(TRACE.get()).isEqualTo("request 2");
            return 0;
        });
        assertThat(toThread(TRACE::get)).isEqualTo("request 2");
        TRACE.remove();
        assertThat(toThread(() -> String.valueOf(TRACE.get())))
                .as("a thread of the pool is clean again")
                .isEqualTo("null");
    }
}
