package dev.rapier.stress;

/** What random programs throw on purpose. */
final class MeantException extends Exception {
    private static final long serialVersionUID = 1L;
}
