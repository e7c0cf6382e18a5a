package dev.rapier.web;

/** A body that was broken off after its head had been sent. */
final class BrokenBody extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long bytesWritten;
    private final boolean clientGone;

    BrokenBody(long bytesWritten, boolean clientGone, Throwable cause) {
        super("The body was broken off after " + bytesWritten + " bytes", cause, false, false);
        this.bytesWritten = bytesWritten;
        this.clientGone = clientGone;
    }

    long bytesWritten() {
        return bytesWritten;
    }

    /** Whether the client has gone or stopped reading, which is no fault of the handler. */
    boolean clientGone() {
        return clientGone;
    }
}
