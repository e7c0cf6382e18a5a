package dev.rapier.sql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this module says, to the logger {@code rapier.sql}. */
final class Log {
    private static final Logger LOG = System.getLogger("rapier.sql");

    private Log() {}

    static void info(String text, Object... values) {
        LOG.log(Level.INFO, text, values);
    }

    static void warning(String text, Throwable cause) {
        LOG.log(Level.WARNING, text, cause);
    }

    static void debug(String text, Object... values) {
        LOG.log(Level.DEBUG, text, values);
    }
}
