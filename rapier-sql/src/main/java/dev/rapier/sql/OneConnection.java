package dev.rapier.sql;

import dev.rapier.async.Async;
import dev.rapier.async.ContextVar;
import dev.rapier.async.Fn;
import dev.rapier.async.Task;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * For tests: all tasks use one connection, in one transaction that is rolled back in the end. What a task commits is a savepoint.
 * Statements take turns, and so do the transactions of different tasks.
 */
final class OneConnection implements ConnectionChoice, AutoCloseable {
    private final Lease lease;
    private final Transaction all;
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Who above has a transaction open, see {@link Task#holder}. */
    private final ContextVar<Object> holder = ContextVar.of("forced rollback");

    OneConnection(Queries database, Pool pool) {
        lease = pool.acquire(ConnectionLane.HOLDING);
        all = Transaction.begin(database, lease, TransactionOptions.of(), () -> {});
    }

    @Override
    public <R extends @Nullable Object> R with(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        if (lane == ConnectionLane.STATEMENT) {
            return Queries.apply(body, lease);
        }
        takeTurn();
        try {
            return holder.call(Task.holder(), () -> body.apply(lease));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public <R extends @Nullable Object> R withOwn(ConnectionLane lane, Fn<Lease, ? extends R> body) {
        return with(lane, body);
    }

    @Override
    public Lease hold() {
        takeTurn();
        return lease;
    }

    @Override
    public Lease holdOwn() {
        return hold();
    }

    @Override
    public void letGo(Lease held) {
        turn.unlock();
    }

    @Override
    public int holders() {
        return turn.isLocked() ? 1 : 0;
    }

    /** Rolls everything back. */
    @Override
    public void close() {
        all.undo();
        lease.giveBack();
    }

    private void takeTurn() {
        boolean child = holder.find().filter(other -> other != Task.holder()).isPresent();
        boolean onItsParentsThread = child && turn.isHeldByCurrentThread(); // which is no reason to let it in
        if (!onItsParentsThread && turn.tryLock()) {
            return;
        }
        if (child) {
            throw new TransactionMisuse("A child task begins a transaction while the task that started it has one open;"
                    + " give the child the transaction");
        }
        try {
            Async.checkpoint();
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        }
    }
}
