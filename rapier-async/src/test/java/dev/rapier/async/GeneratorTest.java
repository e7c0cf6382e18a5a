package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GeneratorTest {
    private final List<String> trace = java.util.Collections.synchronizedList(new ArrayList<>());

    private AsyncGenerator<Integer> range(int n) {
        return AsyncGenerator.of(out -> {
            try {
                for (int i = 0; i < n; i++) {
                    trace.add("make " + i);
                    out.yield(i);
                }
            } finally {
                trace.add("end");
            }
        });
    }

    @Test
    void bodyAndConsumerTakeTurnsOnOneThread() {
        Thread here = Thread.currentThread();
        range(2).forEach(i -> {
            assertThat(Thread.currentThread()).isSameAs(here);
            trace.add("use " + i);
        });
        assertThat(trace).containsExactly("make 0", "use 0", "make 1", "use 1", "end");
    }

    @Test
    void comprehensions() {
        assertThat(range(6).filter(i -> i % 2 == 0).map(i -> i * i).toList()).containsExactly(0, 4, 16);
        assertThat(range(3).toMap(i -> i, i -> "v" + i)).isEqualTo(Map.of(0, "v0", 1, "v1", 2, "v2"));
        assertThat(range(3).flatMap(this::range).toList()).containsExactly(0, 0, 1);
        assertThat(range(9).takeWhile(i -> i < 2).toList()).containsExactly(0, 1);
    }

    @Test
    void takeEndsTheSourceAfterTheLastItemAndAsksForNoMore() {
        assertThat(range(9).take(2).toList()).containsExactly(0, 1);
        assertThat(trace).containsExactly("make 0", "make 1", "end");
    }

    @Test
    void theConsumersExceptionUnwindsTheBodyAndComesOutAsItself() {
        var failure = new IllegalStateException("consumer");
        assertThatThrownBy(() -> range(9).forEach(i -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(trace).containsExactly("make 0", "end");
    }

    @Test
    void theBodyCannotCatchTheConsumersException() {
        AsyncGenerator<Integer> greedy = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } catch (Exception e) {
                trace.add("caught");
            }
        });
        assertThatThrownBy(() -> greedy.forEach(i -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
        assertThat(trace).isEmpty();
    }

    @Test
    void aBodyThatYieldsAfterItsEndIsAnError() {
        AsyncGenerator<Integer> stubborn = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                out.yield(2);
            }
        });
        assertThatThrownBy(() -> stubborn.take(1).toList()).hasMessageContaining("ignored close");
    }

    @Test
    void aTimeoutInsideTheBodyDoesNotGovernTheConsumer() {
        AsyncGenerator<Integer> limited = AsyncGenerator.of(out -> timeout(Duration.ofMillis(20), () -> {
            out.yield(1);
            out.yield(2);
        }));
        run(() -> assertThatThrownBy(() -> limited.forEach(i -> {
                    sleep(Duration.ofMillis(60));
                    trace.add("consumed " + i);
                }))
                .isInstanceOf(AsyncTimeoutException.class));
        assertThat(trace).containsExactly("consumed 1");
    }

    @Test
    void contextSetInTheBodyIsNotSeenOutside() {
        ContextVar<String> name = ContextVar.of("name");
        AsyncGenerator<Integer> body = AsyncGenerator.of(out -> name.run("inside", () -> out.yield(1)));
        run(() -> body.forEach(i -> assertThat(name.find()).isEmpty()));
    }

    @Test
    void pullIsLazyAndClosesAtTheBrace() {
        run(() -> {
            try (var numbers = range(9).open()) {
                for (int i : numbers) {
                    trace.add("use " + i);
                    if (i == 1) {
                        break;
                    }
                }
            }
        });
        assertThat(trace).containsExactly("make 0", "use 0", "make 1", "use 1", "end");
    }

    @Test
    void pullPassesTheBodysExceptionAndEndsByItself() {
        run(() -> {
            AsyncGenerator<Integer> failing = AsyncGenerator.of(out -> {
                out.yield(1);
                throw new IOException("body");
            });
            try (var it = failing.open()) {
                var iterator = it.iterator();
                assertThat(iterator.next()).isEqualTo(1);
                assertThatThrownBy(iterator::hasNext).isInstanceOf(IOException.class);
            }
            try (var it = range(2).open()) {
                assertThat(it).containsExactly(0, 1);
            }
        });
    }

    @Test
    void aCancelledConsumerClosesItsPull() {
        var underWay = new CountDownLatch(1);
        group(g -> {
            var task = g.start(() -> {
                try (var it = AsyncGenerator.<Integer>of(out -> {
                            try {
                                underWay.countDown();
                                sleep(Duration.ofMinutes(5));
                            } finally {
                                trace.add("body ended");
                            }
                        })
                        .open()) {
                    it.forEach(i -> {});
                }
            });
            underWay.await();
            task.cancel();
            return null;
        });
        assertThat(trace).containsExactly("body ended");
    }

    @Test
    void aForgottenPullEndsWithItsTask() {
        run(() -> {
            var it = range(9).open();
            it.iterator().next();
        });
        assertThat(trace).containsExactly("make 0", "end");
    }

    @Test
    void resourcesReleaseWhateverHappens() {
        Resource<String> resource = Resource.of(
                () -> {
                    trace.add("acquire");
                    return "r";
                },
                r -> trace.add("release " + r));
        assertThat(resource.<Integer>use(r -> 1)).isEqualTo(1);
        assertThatThrownBy(() -> resource.use(r -> {
                    throw new IOException("body");
                }))
                .hasMessage("body");
        assertThat(trace).containsExactly("acquire", "release r", "acquire", "release r");
    }

    @Test
    void r11AReleaseIsShieldedFromTheCancel() {
        var underWay = new CountDownLatch(1);
        group(g -> {
            var task = g.start(() -> Resource.<String>of(() -> "r", r -> {
                        sleep(Duration.ofMillis(5));
                        trace.add("released");
                    })
                    .use(r -> {
                        underWay.countDown();
                        sleep(Duration.ofMinutes(5));
                        return 0;
                    }));
            underWay.await();
            task.cancel();
            return null;
        });
        assertThat(trace).containsExactly("released");
    }

    @Test
    void aYieldedResourceSeesTheExceptionAndMustYieldOnce() {
        var seen = new AtomicReference<Exception>();
        Resource<Integer> resource = Resource.from(out -> {
            try {
                out.yield(7);
            } catch (Exception e) {
                seen.set(e);
                throw e;
            }
        });
        assertThat(resource.<Integer>use(i -> i + 1)).isEqualTo(8);
        assertThatThrownBy(() -> resource.use(i -> {
                    throw new IOException("user");
                }))
                .hasMessage("user");
        assertThat(seen.get()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Resource.from(out -> {}).use(x -> x)).hasMessageContaining("did not yield");
        assertThatThrownBy(() -> Resource.<Integer>from(out -> {
                            out.yield(1);
                            out.yield(2);
                        })
                        .use(x -> x))
                .hasMessageContaining("twice");
    }
}
