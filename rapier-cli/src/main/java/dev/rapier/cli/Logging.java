package dev.rapier.cli;

import java.io.IOException;
import java.util.logging.LogManager;

/** What a program that the command line runs shows of the log: a line for each record, of the libraries below warnings and worse. */
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
            System.getLogger("rapier.cli").log(System.Logger.Level.WARNING, "logging.properties can't be read", e);
        }
    }
}
