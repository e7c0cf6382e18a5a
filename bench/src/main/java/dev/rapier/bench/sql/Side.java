package dev.rapier.bench.sql;

import java.sql.SQLException;

/** One way to do what is measured. Its methods are called on virtual threads. */
public interface Side extends AutoCloseable {
    /** Connections of the pool. */
    int POOL = 10;

    /** Rows that a cursor fetches at a time. */
    int FETCH = 500;

    /** Statements that go to the server at once. */
    int BATCH = 50;

    /** Reads one row by its primary key into a record. */
    void get() throws SQLException;

    /** Reads all items one after the other, as records. */
    void iterate() throws SQLException;

    /** Inserts 10,000 rows in one transaction, from maps where there are such. */
    void executeMany() throws SQLException;

    /** Inserts 10,000 rows in one transaction, from records. */
    void executeManyRecords() throws SQLException;

    /** Finds an entity by its primary key in a session of its own, and commits. */
    void session();

    /** Runs the work so many times at once, each on a virtual thread, and waits for all. */
    void atOnce(int number, Runnable work) throws InterruptedException;

    @Override
    void close();
}
