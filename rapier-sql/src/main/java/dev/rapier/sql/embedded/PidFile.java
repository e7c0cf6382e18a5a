package dev.rapier.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}, which the server keeps in its data directory while it runs: line 1 is its process id, line 8
 * its state (PostgreSQL, {@code miscadmin.h}).
 */
record PidFile(long pid, String state) {
    private static final int STATE_LINE = 7;

    static Optional<PidFile> read(Path data) {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PidFile(
                            Long.parseLong(lines.getFirst().trim()),
                            lines.size() > STATE_LINE ? lines.get(STATE_LINE).trim() : ""));
        } catch (IOException | NumberFormatException notThereYet) {
            return Optional.empty();
        }
    }

    boolean ready(long expected) {
        return pid == expected && state.equals("ready");
    }
}
