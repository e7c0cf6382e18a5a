package dev.rapier.vertx;

import java.lang.System.Logger;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Log lines written from event loops: a logger may block, so they are written on a thread of their own. */
final class Logs {
    static final Logger ENGINE = System.getLogger("dev.rapier.vertx");

    private Logs() {}

    /** A client whose request never reached the application; for those who look for it, since clients could fill a log. */
    static void refused(Refusal refusal, SocketAddress client) {
        if (ENGINE.isLoggable(Logger.Level.DEBUG)) {
            later(ENGINE, Logger.Level.DEBUG, "Refused a request of " + client + ": " + refusal, null);
        }
    }

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
