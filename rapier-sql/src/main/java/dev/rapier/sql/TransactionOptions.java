package dev.rapier.sql;

import java.util.ArrayList;
import java.util.Optional;

/**
 * What a transaction is to be: {@code TransactionOptions.of().isolation(SERIALIZABLE).retries(3)}. Immutable. A nested
 * transaction takes only {@link #rollingBack}.
 *
 * @param isolation empty for the server's default
 * @param readOnly whether writing is an error
 * @param deferrable whether a serializable, read-only transaction waits until it can't fail; PostgreSQL's only
 * @param retries how often the body runs again after a {@link SerializationFailure} or {@link DeadlockDetected}, default 0
 * @param rollsBack whether it is rolled back in the end whatever happens, for tests and rehearsals; default false
 */
public record TransactionOptions(
        Optional<Isolation> isolation, boolean readOnly, boolean deferrable, int retries, boolean rollsBack) {
    private static final TransactionOptions STANDARD = new TransactionOptions(Optional.empty(), false, false, 0, false);

    /** Checks the number of retries. */
    public TransactionOptions {
        if (retries < 0) {
            throw new IllegalArgumentException("retries is not negative: " + retries);
        }
    }

    /** The server's defaults. */
    public static TransactionOptions of() {
        return STANDARD;
    }

    /** These options with an isolation. */
    public TransactionOptions isolation(Isolation isolation) {
        return new TransactionOptions(Optional.of(isolation), readOnly, deferrable, retries, rollsBack);
    }

    /** These options for reading only. */
    public TransactionOptions forReading() {
        return new TransactionOptions(isolation, true, deferrable, retries, rollsBack);
    }

    /** These options for a transaction that waits until it can't fail. */
    public TransactionOptions waitingUntilSafe() {
        return new TransactionOptions(isolation, readOnly, true, retries, rollsBack);
    }

    /** These options with the body run again after a conflict with another transaction, up to so many times. */
    public TransactionOptions retries(int retries) {
        return new TransactionOptions(isolation, readOnly, deferrable, retries, rollsBack);
    }

    /** These options for a transaction of which nothing stays: a commit rolls it back. For a savepoint too. */
    public TransactionOptions rollingBack() {
        return new TransactionOptions(isolation, readOnly, deferrable, retries, true);
    }

    /** The statement that says so for a server; empty for the defaults. */
    Optional<String> sql() {
        var modes = new ArrayList<String>();
        isolation.ifPresent(level -> modes.add("ISOLATION LEVEL " + level.sql()));
        if (readOnly) {
            modes.add("READ ONLY");
        }
        if (deferrable) {
            modes.add("DEFERRABLE");
        }
        return modes.isEmpty() ? Optional.empty() : Optional.of("SET TRANSACTION " + String.join(", ", modes));
    }
}
