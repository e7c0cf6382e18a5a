package dev.rapier.async;

import java.time.Duration;

/** What a sleeping task waits for. */
record Sleep(Duration duration) {
    @Override
    public String toString() {
        return "sleep of " + Durations.text(duration);
    }
}
