package dev.rapier.web.binding;

/** The fast road ends here; the slow one finds out why. */
final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit() {
        super("The JSON does not fit at first sight", null, false, false);
    }
}
