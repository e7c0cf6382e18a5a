package dev.rapier.async;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The bridges of this program. */
final class ContextBridges {
    private static final ContextBridge[] ALL =
            ServiceLoader.load(ContextBridge.class, ContextBridges.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toArray(ContextBridge[]::new);

    /** A constant for the compiler: without bridges there is nothing left of them. */
    static final boolean NONE = ALL.length == 0;

    private ContextBridges() {}

    static @Nullable Object[] capture() {
        @Nullable Object[] captured = new Object[ALL.length];
        for (int i = 0; i < ALL.length; i++) {
            captured[i] = ALL[i].capture();
        }
        return captured;
    }

    /** Runs a body with what was captured. */
    static void run(@Nullable Object[] captured, Runnable body) {
        @Nullable Object[] before = new Object[ALL.length];
        int installed = 0;
        try {
            for (; installed < ALL.length; installed++) {
                before[installed] = ALL[installed].install(captured[installed]);
            }
            body.run();
        } finally {
            while (--installed >= 0) {
                ALL[installed].restore(before[installed]);
            }
        }
    }
}
