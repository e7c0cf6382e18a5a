package dev.rapier.sql.embedded;

/** What an interrupt means while the server is started or stopped: the flag stays set, and the work ends in an error. */
final class Interrupts {
    private Interrupts() {}

    static EmbeddedException stop(InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return new EmbeddedException("Interrupted while waiting for the embedded PostgreSQL", interrupt);
    }
}
