package dev.rapier.vertx;

import java.lang.System.Logger;
import org.jspecify.annotations.Nullable;

/** Log lines written from event loops: a logger may block, so they are written on a thread of their own. */
final class Logs {
    static final Logger ENGINE = System.getLogger("dev.rapier.vertx");

    private Logs() {}

    static void later(Logger log, Logger.Level level, String message, @Nullable Throwable cause) {
        Thread.startVirtualThread(() -> {
            if (cause == null) {
                log.log(level, message);
            } else {
                log.log(level, message, cause);
            }
        });
    }
}
