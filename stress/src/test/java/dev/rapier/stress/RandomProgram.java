package dev.rapier.stress;

import static dev.rapier.async.Async.*;

import dev.rapier.async.Action;
import dev.rapier.async.AsyncTimeoutException;
import dev.rapier.async.CancelScope;
import dev.rapier.async.Cancellation;
import dev.rapier.async.ChannelClosedException;
import dev.rapier.async.ChildCancelled;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Iteration;
import dev.rapier.async.Task;
import dev.rapier.async.TaskGroup;
import dev.rapier.async.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A program of tasks that is drawn, step by step, from a seed. All its fields belong to the task that has its turn. */
final class RandomProgram {
    private static final int MOST_TASKS = 80;
    private static final int MOST_DEPTH = 5;

    private final Random random;
    private final Ledger ledger = new Ledger();
    private final SharedThings things;
    private final List<Task<Integer>> tasks = new ArrayList<>();
    private final List<CancelScope> scopes = new ArrayList<>();
    private int begun;

    RandomProgram(long seed) {
        this.random = new Random(~seed * 0x9E3779B97F4A7C15L);
        this.things = new SharedThings(ledger, random.nextInt(3));
    }

    /** Runs it for at most a minute, until all its tasks have ended, and checks that nothing was lost or left. */
    void runAndCheck() {
        moveOnAfter(Duration.ofMinutes(1), () -> {
            supervised((task, failure) -> ledger.expect(isMeant(failure), failure.toString()), group -> {
                for (int i = 0; i < 6; i++) {
                    start(group, 0);
                }
                return 0;
            });
            return 0;
        });
        ledger.expectNoInterrupt("at the end");
        tasks.forEach(task -> ledger.expect(task.isDone(), task + " has not ended"));
        things.check();
        ledger.check();
    }

    String trace() {
        return ledger.trace();
    }

    private static boolean isMeant(Throwable failure) {
        return failure instanceof MeantException
                || failure instanceof ChildCancelled
                || failure instanceof ChannelClosedException;
    }

    private void start(TaskGroup group, int depth) {
        if (tasks.size() < MOST_TASKS) {
            tasks.add(group.start(task(depth)));
        }
    }

    private Coroutine<Integer> task(int depth) {
        return () -> {
            ledger.enter("a task", Integer.MAX_VALUE);
            try {
                steps(begun++, depth);
                return 0;
            } finally {
                ledger.expectNoInterrupt("before the end of a task");
                ledger.leave("a task");
            }
        };
    }

    private void steps(int id, int depth) throws Exception {
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int drawn = random.nextInt(depth < MOST_DEPTH ? 27 : 18);
            ledger.note(id + ":" + drawn);
            try {
                if (drawn < 18) {
                    step(drawn);
                } else {
                    block(drawn, id, depth + 1);
                }
            } catch (ChildCancelled | ChannelClosedException | MeantException meant) {
                if (random.nextInt(3) == 0) {
                    throw meant;
                }
            }
            ledger.expectNoInterrupt("after step " + drawn);
        }
    }

    private void rest() {
        try {
            if (random.nextBoolean()) {
                checkpoint();
            } else {
                sleep(Duration.ofMillis(random.nextInt(5)));
            }
        } catch (Cancellation first) {
            expectAnother();
            throw first;
        }
    }

    /** A cancel is a level (rule R2). */
    private void expectAnother() {
        ledger.expect(CancelScope.current().isCancelled(), "a cancellation where nothing is cancelled");
        try {
            checkpoint();
            ledger.expect(false, "a cancel that was thrown once only");
        } catch (Cancellation again) {
            ledger.note("again");
        }
    }

    /** Steps without a body of their own. */
    private void step(int drawn) throws Exception {
        switch (drawn) {
            case 0 -> things.withLock(this::rest);
            case 1 -> things.withPermit(this::rest);
            case 2 -> things.withPlace(this::rest);
            case 3 -> things.send();
            case 4 -> things.receive();
            case 5 -> things.trySend();
            case 6 -> things.tryReceive();
            case 7 -> moveOnAfter(Duration.ofMillis(5), this::waitForSomething);
            case 8 -> things.signal();
            case 9 -> things.event.set();
            case 10 -> things.event.clear();
            case 11 -> things.numbers(this::rest).take(1 + random.nextInt(5)).forEach(value -> rest());
            case 12 -> pull();
            case 13 -> things.numbers(this::rest).buffered(2).take(3).forEach(value -> rest());
            case 14 -> cancelSomething();
            case 15 -> throwSomething();
            case 16 -> waitFor(List.copyOf(tasks), When.FIRST_COMPLETED, Duration.ofMillis(3));
            default -> rest();
        }
    }

    private int waitForSomething() {
        if (random.nextBoolean()) {
            things.awaitSignal();
        } else {
            things.event.await();
        }
        return 0;
    }

    private void pull() {
        try (Iteration<Integer> pulled = things.numbers(this::rest).open()) {
            for (int value : pulled) {
                rest();
                if (random.nextInt(4) == 0) {
                    break;
                }
            }
        }
    }

    private void cancelSomething() {
        int drawn = random.nextInt(20);
        if (drawn == 0) {
            things.close();
        } else if (drawn < 3) {
            Thread.currentThread().interrupt(); // as from outside: cancels this task (rule R9)
            rest();
        } else if (drawn < 12 || scopes.isEmpty()) {
            tasks.get(random.nextInt(tasks.size())).cancel("drawn");
        } else {
            scopes.get(random.nextInt(scopes.size())).cancel("drawn");
        }
    }

    private void throwSomething() throws MeantException {
        if (random.nextInt(4) == 0) {
            throw new MeantException();
        }
    }

    /** Steps with steps inside. */
    private void block(int drawn, int id, int depth) throws Exception {
        Action body = () -> steps(id, depth);
        Coroutine<Integer> value = body.coroutine().map(nothing -> 1);
        Duration limit = Duration.ofMillis(random.nextInt(20));
        switch (drawn) {
            case 18 -> inAGroup(body, depth);
            case 19 -> gather(task(depth), task(depth));
            case 20 -> race(task(depth), task(depth));
            case 21 -> settle(List.of(task(depth), task(depth)));
            case 22 -> within(limit, body);
            case 23 -> moveOnAfter(limit, value);
            case 24 -> inAScope(value);
            case 25 -> shield(limit, body);
            default -> things.resource(this::rest).use(open -> value.await());
        }
    }

    private void inAGroup(Action body, int depth) {
        group(group -> {
            int first = tasks.size();
            start(group, depth);
            start(group, depth);
            body.run();
            if (tasks.size() > first && random.nextBoolean()) {
                tasks.get(first).await();
            }
            return 0;
        });
    }

    private void within(Duration limit, Action body) {
        try {
            timeout(limit, body);
        } catch (AsyncTimeoutException over) {
            ledger.note("timeout");
        }
    }

    private void inAScope(Coroutine<Integer> body) {
        scoped(scope -> {
            scopes.add(scope);
            return body.await();
        });
    }
}
