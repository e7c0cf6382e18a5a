package dev.rapier.tour;

import java.io.IOException;
import java.util.logging.LogManager;

/** What the tour shows of the log: one line each, warnings and worse of the libraries below. */
final class Logging {
    private Logging() {}

    /** Sets it up, unless the one who starts the program has done so by {@code java.util.logging.config.file}. */
    static void setUp() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (var configuration = Logging.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        } catch (IOException e) {
            System.getLogger("rapier.tour").log(System.Logger.Level.WARNING, "logging.properties can't be read", e);
        }
    }
}
