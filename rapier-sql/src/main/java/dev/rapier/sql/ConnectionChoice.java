package dev.rapier.sql;

import dev.rapier.async.Fn;
import org.jspecify.annotations.Nullable;

/** Which connection a task's statement runs on. */
interface ConnectionChoice {
    /** Runs the body with the task's connection, or one from the pool that goes back at its end. */
    <R extends @Nullable Object> R with(ConnectionLane lane, Fn<Lease, ? extends R> body);

    /** Runs the body with a connection that is not the task's. */
    <R extends @Nullable Object> R withOwn(ConnectionLane lane, Fn<Lease, ? extends R> body);

    /** The block form of {@link #with}: the connection is the task's until {@link #letGo}. */
    Lease hold();

    /** Like {@link #hold}, with a connection that is not the task's. */
    Lease holdOwn();

    /** Ends the block form. */
    void letGo(Lease lease);

    /** How many tasks hold a connection. */
    int holders();
}
