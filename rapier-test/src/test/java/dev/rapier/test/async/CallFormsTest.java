package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncBarrier;
import dev.rapier.async.AsyncChannel;
import dev.rapier.async.ContextVar;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The calls in their forms for lists, for maps, for work without a result, and with names. */
class CallFormsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Coroutine<String> after(int seconds, String value) {
        return () -> {
            sleep(SECOND.multipliedBy(seconds));
            return value;
        };
    }

    @RapierTest
    void aRaceOfAList(TestTime time) {
        List<Coroutine<String>> mirrors = List.of(after(3, "slow"), after(1, "fast"));
        assertThat(race(mirrors)).isEqualTo("fast");
        assertThat(firstSuccess(mirrors)).isEqualTo("fast");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> race(List.<Coroutine<String>>of())).isInstanceOf(IllegalArgumentException.class);
    }

    @RapierTest
    void aGatherOfAMapHasItsKeysInOrder(TestTime time) {
        Map<String, Coroutine<String>> pages = new LinkedHashMap<>();
        pages.put("z", after(2, "last letter"));
        pages.put("a", after(1, "first letter"));
        assertThat(gather(pages)).containsExactly(Map.entry("z", "last letter"), Map.entry("a", "first letter"));
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
        IOException failure = new IOException("of a page");
        pages.put("b", () -> {
            throw failure;
        });
        assertThatThrownBy(() -> gather(pages)).isSameAs(failure);
        assertThat(gather(Map.<String, Coroutine<String>>of())).isEmpty();
    }

    @RapierTest
    void moveOnAfterSaysWhetherWorkWithoutAResultEnded() {
        boolean slow = moveOnAfter(SECOND, () -> sleep(Duration.ofHours(1)));
        boolean fast = moveOnAfter(SECOND, () -> sleep(Duration.ofMillis(1)));
        assertThat(slow).isFalse();
        assertThat(fast).isTrue();
    }

    @RapierTest
    void tasksOfAllKindsBearNames() {
        group(g -> {
            Task<Void> background = g.background("pulse", () -> sleep(Duration.ofHours(1)));
            assertThat(background.name()).isEqualTo("pulse");
            String ready = g.startAndAwaitReady(
                    "server", status -> status.started(Task.current().name()));
            assertThat(ready).isEqualTo("server");
            return 0;
        });
    }

    @RapierTest
    void channelsAndBarriersBearNames() {
        AsyncChannel<Integer> jobs = AsyncChannel.bounded("jobs", 2);
        jobs.send(1);
        assertThat(jobs).hasToString("channel jobs (1 of 2 values)");
        jobs.close();
        assertThatThrownBy(() -> jobs.send(2)).hasMessage("channel jobs is closed");
        assertThat(new AsyncBarrier("start", 3)).hasToString("barrier start (0 of 3 have come)");
    }

    @RapierTest
    void aContextVariableMayHaveAStandardValue() {
        ContextVar<String> language = ContextVar.of("language", "en");
        ContextVar<String> user = ContextVar.of("user");
        assertThat(language.get()).isEqualTo("en");
        assertThat(language.find()).contains("en");
        assertThat(language.call("de", () -> gather(language::get, () -> 1).first()))
                .isEqualTo("de");
        assertThat(language.get()).isEqualTo("en");
        assertThat(user.find()).isEmpty();
        assertThatThrownBy(user::get).isInstanceOf(NoSuchElementException.class).hasMessageContaining("user");
    }
}
