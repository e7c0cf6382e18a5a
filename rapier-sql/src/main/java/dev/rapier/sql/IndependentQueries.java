package dev.rapier.sql;

import dev.rapier.async.Fn;
import org.jspecify.annotations.Nullable;

/** Statements that never join what the task has open: each takes a connection of its own. See {@link Database#independent}. */
final class IndependentQueries extends Queries {
    private final Database database;

    IndependentQueries(Database database) {
        this.database = database;
    }

    @Override
    <R extends @Nullable Object> R with(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        return database.withOwn(lane, body);
    }

    @Override
    public Transaction begin(TransactionOptions options) {
        throw new TransactionMisuse(
                "An independent transaction has the lambda form only: independent().transaction(..)");
    }

    @Override
    StatementRunner runner() {
        return database.runner();
    }
}
