package dev.rapier.web;

import dev.rapier.web.engine.Exchange;
import dev.rapier.web.engine.ThreadKind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The lines that requests leave in the log {@code rapier.web}. They name the path as it was sent, percent-encoded, so that
 * nobody can write lines of their own into the log, and without the query, which may hold secrets.
 */
final class RequestLog {
    private static final Logger LOG = System.getLogger("rapier.web");

    private RequestLog() {}

    static void failed(Exchange exchange, Endpoint endpoint, Throwable failure) {
        log(endpoint, Level.ERROR, place(exchange, endpoint) + " failed: " + failure, failure);
    }

    static void brokenBody(Exchange exchange, Endpoint endpoint, BrokenBody broken) {
        Throwable cause = broken.getCause() == null ? broken : broken.getCause();
        String where = place(exchange, endpoint);
        if (broken.clientGone()) {
            log(
                    endpoint,
                    Level.DEBUG,
                    where + ": client gone after " + broken.bytesWritten() + " bytes of body",
                    cause);
        } else {
            log(
                    endpoint,
                    Level.ERROR,
                    where + " broke off its body after " + broken.bytesWritten() + " bytes: " + cause,
                    cause);
        }
    }

    static void backgroundFailed(Exchange exchange, Endpoint endpoint, Throwable failure) {
        log(endpoint, Level.ERROR, place(exchange, endpoint) + " failed in a background task: " + failure, failure);
    }

    static void cancelled(Exchange exchange, Endpoint endpoint, String reason) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, place(exchange, endpoint) + " was cancelled: " + reason);
        }
    }

    private static String place(Exchange exchange, Endpoint endpoint) {
        return exchange.method() + " " + exchange.path() + " (" + endpoint.name() + ")";
    }

    /** A log may write to a disk, so never on a thread that reads sockets. */
    private static void log(Endpoint endpoint, Level level, String line, Throwable failure) {
        if (endpoint.kind() == ThreadKind.NON_BLOCKING) {
            Thread.ofVirtual().start(() -> LOG.log(level, line, failure));
        } else {
            LOG.log(level, line, failure);
        }
    }
}
