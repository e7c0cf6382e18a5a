package dev.rapier.test;

import static dev.rapier.async.Async.waitFor;

import dev.rapier.async.Task;
import dev.rapier.async.When;
import java.util.List;

/** A wait that nothing ends but a cancel. */
final class AsyncWaits {
    private AsyncWaits() {}

    static void forEver() {
        waitFor(List.of(Task.current()), When.ALL_COMPLETED);
    }
}
