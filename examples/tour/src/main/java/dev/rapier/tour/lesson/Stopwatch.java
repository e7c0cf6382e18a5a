package dev.rapier.tour.lesson;

import java.util.Locale;

/** The time since its creation; prints itself as seconds: {@code 3.00s}. */
record Stopwatch(long startNanos) {
    static Stopwatch start() {
        return new Stopwatch(System.nanoTime());
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2fs", seconds());
    }
}
