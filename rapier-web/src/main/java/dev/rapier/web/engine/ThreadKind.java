package dev.rapier.web.engine;

/** The kind of thread that runs a handler. */
public enum ThreadKind {
    /** Its own virtual thread; the handler may block. The default. */
    VIRTUAL,
    /** A bounded pool of platform threads, so that long computations can't starve the virtual ones. */
    CPU_BOUND,
    /** The engine's I/O thread itself; the handler must not block. */
    NON_BLOCKING
}
