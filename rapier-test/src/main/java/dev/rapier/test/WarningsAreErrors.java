package dev.rapier.test;

import dev.rapier.async.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension for tests in real time: one during which Rapier warns fails, because of a coroutine that nobody awaited or a generator
 * that nobody closed, as a {@link RapierTest} does of itself.
 *
 * <pre>{@code
 * @ExtendWith(WarningsAreErrors.class)
 * class OrdersTest {}
 * }</pre>
 *
 * <p>For all tests of a module at once, its name goes into the file {@code
 * META-INF/services/org.junit.jupiter.api.extension.Extension} among the test's resources, and {@code
 * junit.jupiter.extensions.autodetection.enabled=true} into {@code junit-platform.properties}. With {@code -Drapier.debug=true}
 * the warnings name file and line. Warnings belong to the process: where classes of tests run side by side, one of another
 * test may fail this one.
 */
public final class WarningsAreErrors
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(WarningsAreErrors.class);
    private static final List<Heard> LISTENING = new CopyOnWriteArrayList<>();

    /** For JUnit. */
    public WarningsAreErrors() {}

    /** What Rapier has warned of so far; these do not fail the test any more. For warnings that are meant. */
    public static List<String> takeWarnings() {
        List<String> taken = new ArrayList<>();
        LISTENING.forEach(heard -> taken.addAll(heard.take()));
        return List.copyOf(taken);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        heard(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        heard(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(context);
    }

    private static void check(ExtensionContext context) {
        List<String> warnings = heard(context).take();
        if (!warnings.isEmpty()) {
            throw new AssertionError("Rapier warned (WarningsAreErrors.takeWarnings() for what is meant): "
                    + String.join("; ", warnings));
        }
    }

    /** That of this context or one around it; JUnit closes it with the context that it was made for. */
    private static Heard heard(ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(Heard.class, key -> new Heard(), Heard.class);
    }

    /** The warnings that nobody has taken; under its monitor. */
    private static final class Heard implements Consumer<String>, AutoCloseable {
        private final List<String> warnings = new ArrayList<>();

        Heard() {
            LISTENING.add(this);
            Tasks.onWarning(this);
        }

        @Override
        public synchronized void accept(String warning) {
            warnings.add(warning);
        }

        synchronized List<String> take() {
            List<String> taken = List.copyOf(warnings);
            warnings.clear();
            return taken;
        }

        @Override
        public void close() {
            Tasks.forget(this);
            LISTENING.remove(this);
        }
    }
}
