package dev.rapier.async;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every public call of the module refuses null, lengths of time that make no sense and numbers out of range, at once. */
@Timeout(60)
class BadInputEverywhereTest {
    private final PublicCalls calls = new PublicCalls();
    private final SoftAssertions all = new SoftAssertions();
    private final AtomicInteger tried = new AtomicInteger();

    private void tryEach(Consumer<PublicCalls.Call> attempt) {
        run(() -> {
            CancelScope scope = CancelScope.current();
            for (PublicCalls.Call call : calls.all()) {
                attempt.accept(call);
                all.assertThat(CancelScope.current())
                        .as("the scope after %s", call)
                        .isSameAs(scope);
            }
            assertThat(gather(() -> 1, () -> 2)).as("the task works on").isEqualTo(new Both<>(1, 2));
        });
        all.assertAll();
    }

    private @Nullable Throwable with(PublicCalls.Call call, int index, @Nullable Object value) {
        @Nullable Object[] arguments = calls.arguments(call);
        arguments[index] = value;
        tried.incrementAndGet();
        return calls.thrown(call, arguments).orElse(null);
    }

    private static boolean of(PublicCalls.Call call, String... names) {
        return Set.of(names).contains(call.target().getName());
    }

    @Test
    void nullIsRefusedByName() {
        tryEach(call -> {
            for (int index : call.of(type -> !type.isPrimitive())) {
                if (!call.allowsNull(index)) {
                    String name = call.parameters()[index].getName();
                    all.assertThat(with(call, index, null))
                            .as("%s, null as %s", call, name)
                            .isInstanceOf(NullPointerException.class)
                            .hasMessageMatching("(?s)(.*\\b" + name + "\\b.*|coroutine \\d of \\d is null)");
                }
            }
        });
        assertThat(tried).hasValueGreaterThan(200);
    }

    @Test
    void nullAmongSeveralIsRefusedByPlace() {
        tryEach(call -> {
            for (int index : call.of(type -> type == Collection.class || type == Coroutine[].class)) {
                if (!of(call, "map", "forEach", "from", "new")) { // these are lists of anything
                    Object first = of(call, "waitFor", "asCompleted")
                            ? RootTask.of("x", () -> 1)
                            : (Coroutine<Integer>) () -> 1;
                    Object value = call.parameters()[index].getType().isArray()
                            ? new Coroutine<?>[] {() -> 1, null}
                            : Arrays.asList(first, null);
                    all.assertThat(with(call, index, value))
                            .as("%s, null as second", call)
                            .isInstanceOf(NullPointerException.class)
                            .hasMessageMatching("(coroutine|task|generator) 2 of 2 is null");
                }
            }
        });
    }

    @Test
    void negativeAndOverflowingDurationsAreRefused() {
        tryEach(call -> {
            for (int index : call.of(Duration.class::equals)) {
                if (!call.target()
                        .getDeclaringClass()
                        .equals(AsyncTimeoutException.class)) { // an exception throws none
                    String name = call.parameters()[index].getName();
                    all.assertThat(with(call, index, Duration.ofNanos(-1)))
                            .as("%s, negative", call)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(name + " must not be negative: PT-0.000000001S");
                    all.assertThat(with(call, index, Duration.ofSeconds(Long.MAX_VALUE)))
                            .as("%s, too long", call)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(name + " is too long: PT2562047788015215H30M7S (at most 146 years)");
                }
            }
        });
        assertThat(tried).hasValueGreaterThan(15);
        assertThat(new AsyncTimeoutException(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageStartingWith("timed out after ");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        tryEach(call -> {
            for (int index : call.of(type -> type == int.class || type == long.class)) {
                Object value = call.parameters()[index].getType() == int.class
                        ? (Object) Integer.MIN_VALUE
                        : (Object) Long.MIN_VALUE;
                all.assertThat(with(call, index, value))
                        .as("%s with %s", call, value)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(value.toString());
            }
        });
        assertThat(tried).hasValueGreaterThan(10);
    }
}
