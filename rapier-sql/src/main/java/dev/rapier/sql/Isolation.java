package dev.rapier.sql;

/** How much a transaction sees of others (SQL standard; PostgreSQL documentation, 13.2). */
public enum Isolation {
    /** Each statement sees what was committed before it. PostgreSQL's default. */
    READ_COMMITTED("READ COMMITTED"),
    /** All statements see what was committed before the first. */
    REPEATABLE_READ("REPEATABLE READ"),
    /** As if transactions ran one after the other; a {@link SerializationFailure} says that one must run again. */
    SERIALIZABLE("SERIALIZABLE");

    private final String sql;

    Isolation(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
