package dev.rapier.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit test that runs in virtual time, once for each of several seeds, which decide the order of its tasks. See {@link
 * TestTime}, which the method may take as a parameter.
 *
 * <pre>{@code
 * @RapierTest(seeds = 50)
 * void gives_up_after_three_attempts(TestTime time) {
 *     assertThatThrownBy(() -> retry(3, Duration.ofMinutes(1), this::fails)).isInstanceOf(IOException.class);
 *     assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(2));     // and it took a millisecond
 * }
 * }</pre>
 *
 * <p>A failure names its seed; {@code -Drapier.seed=17} runs that one alone, {@code -Drapier.seeds=1000} that many of each test.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(RapierTestExtension.class)
public @interface RapierTest {
    /** How many seeds: 0 up to this number, exclusive. At least 1. */
    int seeds() default 10;
}
