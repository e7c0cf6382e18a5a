package dev.rapier.async;

import java.time.Instant;
import java.time.InstantSource;

/** The time of day in the world of whichever task asks. */
enum WorldClock implements InstantSource {
    INSTANCE;

    @Override
    public Instant instant() {
        Strand<?> strand = Strand.find();
        return strand == null || strand.scheduling == null ? Instant.now() : strand.scheduling.instant();
    }
}
