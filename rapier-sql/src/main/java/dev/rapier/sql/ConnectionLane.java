package dev.rapier.sql;

/** What a connection is wanted for, which decides how many may be out at a time; see {@link Admission}. */
enum ConnectionLane {
    /** One statement, which waits for nothing else. */
    STATEMENT,
    /** A transaction, a stream or a held connection, whose body may want another connection. */
    HOLDING,
    /** The other connection that something below a held one wants. */
    NESTED
}
