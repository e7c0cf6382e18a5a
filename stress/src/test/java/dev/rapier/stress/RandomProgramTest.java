package dev.rapier.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.test.RapierTest;
import dev.rapier.test.TestTime;
import org.junit.jupiter.api.Test;

/**
 * Programs drawn from the seed, as is the order in which their tasks run: tasks, groups, timeouts and shields, with cancels, failures
 * and interrupts at any time, and locks, semaphores, channels and generators between them. Whatever happens, the {@link Ledger}
 * must add up. A failure names its seed, and {@code -Drapier.seed} repeats it, step by step the same.
 */
class RandomProgramTest {
    @RapierTest(seeds = 200)
    void theLedgerAddsUpWhateverHappens(TestTime time) {
        for (int part = 0; part < StressLength.rounds(3); part++) {
            new RandomProgram(time.seed() + part * 1_000_003L).runAndCheck();
        }
    }

    @Test
    void theSameSeedGivesTheSameStepsInTheSameOrder() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(trace(seed)).as("seed %s", seed).isEqualTo(trace(seed)).isNotEmpty();
        }
    }

    private static String trace(long seed) {
        return TestTime.run(seed, time -> {
            RandomProgram program = new RandomProgram(seed);
            program.runAndCheck();
            return program.trace();
        });
    }
}
