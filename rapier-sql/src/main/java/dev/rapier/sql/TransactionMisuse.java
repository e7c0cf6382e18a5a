package dev.rapier.sql;

/** A transaction is used against its rules: after its end, out of order, or by a child task that does not belong to it. */
public final class TransactionMisuse extends DatabaseException {
    private static final long serialVersionUID = 1L;

    TransactionMisuse(String message) {
        super(message, null);
    }
}
