package dev.rapier.web.binding;

/** Why a text is no date, time or duration; the words of the Rust crate speedate, which pydantic shows. */
final class TemporalFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemporalFault(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
