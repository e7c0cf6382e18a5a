package dev.rapier.web.json;

/** A text that is not JSON; the message is CPython's. */
public final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    JsonFault(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** Characters (code points, not bytes) before the fault. */
    public int offset() {
        return offset;
    }

    /** What was expected: {@code Expecting ',' delimiter}. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
