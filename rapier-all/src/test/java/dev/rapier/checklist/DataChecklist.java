package dev.rapier.checklist;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The behaviours that {@code databases} and SQLAlchemy's asyncio extension are held to, and Rapier with them: D1 to D26 of
 * {@code Database}, S27 to S40 of sessions. A test that shows one bears its name as a tag, {@code @Tag("D7")}, in the module where it
 * is at home; {@link DataChecklistPageTest} makes the page of them.
 */
final class DataChecklist {
    /** Lines that no test shows yet. */
    static final Set<String> OPEN = Set.of();

    /** Name, what holds, and how Rapier differs on purpose, empty where it does not. */
    private static final String TEXT = """
            D1 | connect or disconnect twice is harmless, isConnected follows, reconnecting works. |
            D2 | A query before connect is a clear error; a failed acquire, by error or cancel, leaves the next query working. |
            D3 | fetchOne and fetchVal without rows are empty; fetchVal takes a column by index or by name. |
            D4 | Two columns of one name both appear in values(). |
            D5 | A row is read by name, by index or into a record; JSON, enum, decimal, date, time and timestamp round-trip. |
            D6 | execute returns the new key: RETURNING on PostgreSQL, the generated key elsewhere. |
            D7 | executeMany with n sets of parameters inserts n rows. | one batch in one transaction, all or nothing; Python's runs one by one and keeps what went well
            D8 | iterate works outside a transaction and yields all rows; leaving early frees the connection. |
            D9 | Nested connection() in one task is one lease, given back by the outermost exit. |
            D10 | Sibling tasks get different connections; a parent's unopened handle is not shared with children. |
            D11 | Nothing is kept for a task after it has ended. |
            D12 | Two databases never share connections. |
            D13 | What a transaction committed is seen afterwards; an exception inside rolls back and is thrown on. |
            D14 | An inner transaction that fails and is caught takes its own changes with it, the outer one commits. |
            D15 | begin, commit and rollback by hand equal the block form; the form for methods commits, rolls back, and may run concurrently. | that form is a lambda around the body, not a decorator
            D16 | Transactions closed out of order are an error. |
            D17 | With forced rollback nothing persists, inner commits are visible inside. |
            D18 | With forced rollback two concurrent queries on the one connection both succeed. |
            D19 | Serializable: rows inserted elsewhere stay invisible until the end. |
            D20 | A child that is given the connection sees and changes the open transaction; transactions of siblings are isolated. | a child that asks the database instead gets an error, not another connection outside of the transaction
            D21 | Missing and unknown parameters are errors; casts, quoted and commented colons are left alone. |
            D22 | URLs: password hidden, percent-decoding, unix socket, replacing parts, three and four slashes of SQLite. | a unix socket is refused with a reason: the JDBC driver has none
            D23 | Pool sizes and ssl from URL or options, options win; a password supplier is called for each connection. |
            D24 | An exhausted pool is a PoolTimeout in about the configured time, later calls are fine. |
            D25 | A nested acquire with a full pool never blocks for the whole timeout. |
            D26 | A cancelled request's query is gone from the server within a second and the connection reused; cancelled in its rollback it is still rolled back. |
            S27 | maker.begin commits on success, rolls back on error, always closes; there is no transaction afterwards. |
            S28 | After a commit attributes stay readable without SQL. | never expires: expire_on_commit=False is the only way
            S29 | get twice is one SELECT and the same object; another session gives another object. |
            S30 | scalarOneOrNone is empty, one, or an error on two; scalarOne fails on none; first takes one and closes. |
            S31 | An added entity is found by a query before the commit. |
            S32 | refresh reads anew; refresh(entity, "collection") loads it. |
            S33 | delete cascades as mapped; merge returns the managed copy. |
            S34 | The rollback of a savepoint keeps the outer work. | entities are detached then, where SQLAlchemy expires them
            S35 | A second thread in a session is an error at once, and the session still usable by its owner. | also when it comes in turn: SQLAlchemy notices some overlaps only
            S36 | After an error in a flush further use is refused until rollback, then the session works. | what is no error of the database (no such entity) refuses nothing
            S37 | A lazy attribute after close is a clear error, not silent SQL. | inside the session it simply loads, where SQLAlchemy raises MissingGreenlet
            S38 | A stream in partitions returns all rows; leaving early closes the cursor. | streamed entities are not looked after
            S39 | The commit of a session inside a transaction does not end that. |
            S40 | An engine that is closed says so to all who come. | SQLAlchemy makes a new pool silently
            """;

    private static final String HEAD = """
            # The checklist of data access

            What the tests of `databases` and of SQLAlchemy's asyncio extension hold, and Rapier with them: D1 to D26 are of `Database`, S27 to
            S40 of sessions; %d of %d have tests, on real servers. A test makes this page from the tags of those tests
            (`@Tag("D7")`) and fails when it is not up to date.
            """;

    private DataChecklist() {}

    static ChecklistPage page() {
        return new ChecklistPage(
                "data-checklist.md",
                HEAD,
                ChecklistLine.parse(TEXT),
                Pattern.compile("[DS]\\d+"),
                List.of("rapier-sql", "rapier-orm", "rapier-test", "rapier-all", "examples/tour"));
    }
}
