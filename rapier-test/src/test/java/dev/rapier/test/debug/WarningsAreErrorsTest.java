package dev.rapier.test.debug;

import static dev.rapier.async.Async.async;
import static dev.rapier.async.Async.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.rapier.test.WarningsAreErrors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

@EnabledIfSystemProperty(named = "rapier.debug", matches = "true", disabledReason = "of debug mode")
class WarningsAreErrorsTest {
    private static void forgetCoroutine() {
        run(() -> {
            async(() -> 1);
        });
    }

    /** Run by the test below alone: their names end so that nothing else finds them. */
    @ExtendWith(WarningsAreErrors.class)
    static class Warning {
        @Test
        void forgets() {
            forgetCoroutine();
        }

        @Test
        void takesWhatIsMeant() {
            forgetCoroutine();
            assertThat(WarningsAreErrors.takeWarnings()).hasSize(1);
        }

        @Test
        void warnsOfNothing() {
            run(() -> async(() -> 1).await());
        }

        @Nested
        class Inside {
            @Test
            void forgetsInside() {
                forgetCoroutine();
            }

            @Test
            void warnsOfNothingInside() {}
        }
    }

    @ExtendWith(WarningsAreErrors.class)
    static class WarningAtTheEnd {
        @Test
        void warnsOfNothing() {}

        @AfterAll
        static void end() {
            forgetCoroutine();
        }
    }

    private static List<String> failuresOf(Class<?> tests) {
        List<String> failures = new ArrayList<>();
        var launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .build(),
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        result.getThrowable()
                                .ifPresent(
                                        failure -> failures.add(test.getDisplayName() + ": " + failure.getMessage()));
                    }
                });
        return failures;
    }

    @Test
    void aTestThatPassesWithAWarningFails() {
        assertThat(failuresOf(Warning.class))
                .hasSize(2)
                .anyMatch(text -> text.startsWith("forgets(): Rapier warned (")
                        && text.contains("coroutine made at WarningsAreErrorsTest.java:")
                        && text.endsWith(" was never awaited"))
                .anyMatch(text -> text.startsWith("forgetsInside(): Rapier warned ("));
    }

    @Test
    void aWarningAfterTheLastTestFailsItsClass() {
        assertThat(failuresOf(WarningAtTheEnd.class))
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith("WarningsAreErrorsTest$WarningAtTheEnd: Rapier warned"));
    }
}
