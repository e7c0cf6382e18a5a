package dev.rapier.test.checklist;

import static dev.rapier.async.Async.*;

import dev.rapier.async.Cancellation;
import java.time.Duration;

/** A program that waits for Ctrl-C and cleans up. */
final class InterruptedProgram {
    private InterruptedProgram() {}

    public static void main(String[] arguments) {
        run(() -> group(g -> g.start(() -> {
            try {
                System.out.println("running");
                sleep(Duration.ofMinutes(1));
            } catch (Cancellation e) {
                shield(() -> sleep(Duration.ofMillis(10)));
                System.out.println("cleaned up: " + e.reason());
                throw e;
            }
        })));
    }
}
