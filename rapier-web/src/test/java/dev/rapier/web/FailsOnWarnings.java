package dev.rapier.web;

import dev.rapier.async.Tasks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test during which {@code rapier-async} warns. Users have {@code WarningsAreErrors} for it, in {@code rapier-test}, which
 * is built on this module, so that its own tests can't have that.
 */
public final class FailsOnWarnings implements BeforeEachCallback, AfterEachCallback {
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Consumer<String> listener = warnings::add;

    @Override
    public void beforeEach(ExtensionContext context) {
        warnings.clear();
        Tasks.onWarning(listener);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Tasks.forget(listener);
        if (!warnings.isEmpty()) {
            throw new AssertionError(String.join("; ", warnings));
        }
    }
}
