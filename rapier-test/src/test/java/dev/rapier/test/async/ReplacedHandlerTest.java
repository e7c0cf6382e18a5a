package dev.rapier.test.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Task;
import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import java.util.Optional;

/** A task is found through its thread's handler of uncaught exceptions; who puts another there is told so. */
class ReplacedHandlerTest {

    @RapierTest
    void aTaskWhoseThreadGotAnotherHandlerWarnsWhenItEnds(TestTime time) {
        Optional<Task<?>> found = group(g -> g.start("careless", () -> {
                    Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
                    return Task.find();
                })
                .await());
        assertThat(found).isEmpty();
        assertThat(time.takeWarnings())
                .singleElement()
                .asString()
                .startsWith("task careless gave its thread another handler of uncaught exceptions");
    }

    @RapierTest
    void aHandlerThatWasPutBackIsNobodysBusiness() {
        String name = group(g -> g.start("careful", () -> {
                    Thread.UncaughtExceptionHandler before =
                            Thread.currentThread().getUncaughtExceptionHandler();
                    Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
                    Thread.currentThread().setUncaughtExceptionHandler(before);
                    return Task.current().name();
                })
                .await());
        assertThat(name).isEqualTo("careful");
    }
}
