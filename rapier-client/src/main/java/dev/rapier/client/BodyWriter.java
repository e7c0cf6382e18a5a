package dev.rapier.client;

import java.io.OutputStream;

/** Writes the body of a request piece by piece, on the thread of the caller, at the pace at which the server takes it. */
@FunctionalInterface
public interface BodyWriter {
    /** Writes all of it; need not close the stream. What it throws ends the call and is thrown by it. */
    void write(OutputStream out) throws Exception;
}
