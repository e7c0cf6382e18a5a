package dev.rapier.stress;

import dev.rapier.async.Outcome;
import dev.rapier.async.Task;

/** How a task ended, in words that the outcomes of the races name. */
final class Ends {
    private Ends() {}

    /** The value, "cancelled" or the failure of a task that has ended; with a word if its thread kept an interrupt (rule R18). */
    static String of(Task<?> task) {
        String end = switch (task.outcome()) {
            case Outcome.Success<?>(Object value) -> String.valueOf(value);
            case Outcome.Cancelled<?> cancelled -> "cancelled";
            case Outcome.Failure<?>(Throwable failure) -> failure.toString();
        };
        return Thread.interrupted() ? end + " and interrupted" : end;
    }
}
