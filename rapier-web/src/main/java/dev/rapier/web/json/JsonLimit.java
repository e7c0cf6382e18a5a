package dev.rapier.web.json;

/** JSON that is refused although it may be well-formed: nested too deep, or an integer with too many digits. */
public final class JsonLimit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JsonLimit(String message) {
        super(message, null, false, false);
    }
}
