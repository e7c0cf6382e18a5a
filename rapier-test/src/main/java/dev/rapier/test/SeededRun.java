package dev.rapier.test;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** One run of a test with one seed: the test method is the main task of its world. */
final class SeededRun implements InvocationInterceptor, ParameterResolver {
    private final long seed;

    /** The parameter of the method, which JUnit asks for before the world is there to be asked. */
    private final TestTime time;

    SeededRun(long seed) {
        this.seed = seed;
        this.time = TestTime.of(seed);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestTime.class;
    }

    @Override
    public TestTime resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return time;
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        try {
            time.run(() -> proceed(invocation));
        } catch (Throwable failure) { // whatever it is, its reader wants to know the seed
            failure.addSuppressed(new FailedSeed(seed));
            throw failure;
        }
    }

    private static boolean proceed(Invocation<@Nullable Void> invocation) throws Exception {
        try {
            invocation.proceed();
            return true;
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable other) {
            throw new IllegalStateException("the test threw neither an exception nor an error", other);
        }
    }

    /** Says at the end of a failure's stack trace how to repeat it. */
    private static final class FailedSeed extends Exception {
        private static final long serialVersionUID = 1L;

        FailedSeed(long seed) {
            super("failed with seed " + seed + "; -Drapier.seed=" + seed + " repeats it alone", null, false, false);
        }
    }
}
