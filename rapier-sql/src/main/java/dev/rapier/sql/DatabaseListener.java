package dev.rapier.sql;

import java.time.Duration;

/**
 * Is told what happens on a database, for metrics and for tests; see {@link Database#listen}.
 *
 * <p>It is called on the thread of the task at work: it should be quick and must not use the database. What it throws is logged and
 * has no other effect. Where nobody listens nothing is measured.
 */
public interface DatabaseListener {
    /** A connection was taken from the pool, after so long a wait. */
    default void connectionTaken(Duration waited) {}

    /** No connection was to be had: {@link PoolTimeout}, {@link ConnectionLost}, a cancel. */
    default void connectionRefused(Duration waited, Throwable why) {}

    /** A statement, or a step of a transaction or stream, has ended. */
    default void statementEnded(StatementEnd end) {}
}
