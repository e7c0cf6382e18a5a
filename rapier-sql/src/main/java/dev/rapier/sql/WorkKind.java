package dev.rapier.sql;

/** What a piece of work on a connection was, for a {@link DatabaseListener}. */
public enum WorkKind {
    /** A statement whose rows were fetched at once. */
    FETCH,
    /** A statement of {@code execute}. */
    EXECUTE,
    /** The whole batch of {@code executeMany}. */
    BATCH,
    /** One batch of rows of a stream: its beginning, or a fetch of some more rows. */
    STREAM,
    /** {@code BEGIN} with options, or a savepoint. */
    BEGIN,
    /** {@code COMMIT}, or the release of a savepoint. */
    COMMIT,
    /** {@code ROLLBACK}, to a savepoint too. */
    ROLLBACK,
    /** What a program or another library ran on JDBC's connection. */
    RAW
}
