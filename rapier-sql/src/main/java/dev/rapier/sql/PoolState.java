package dev.rapier.sql;

/**
 * A look at a database's pool.
 *
 * @param max connections at most
 * @param active connections that are out
 * @param open connections to the server, out or idle
 * @param waiting callers that wait for a connection
 */
public record PoolState(int max, int active, int open, int waiting) {
    /** Connections that are open and not out. */
    public int idle() {
        return Math.max(0, open - active);
    }
}
