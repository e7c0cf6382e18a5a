package dev.rapier.async;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The one place where Rapier's primitives wait, and where the time comes from. */
final class Parking {
    private Parking() {}

    static long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Waits until the condition holds or the time is over; returns whether it holds. A condition that holds wins over a
     * cancel (rule R4). Whoever makes the condition true unparks the thread.
     *
     * @param limit nanoseconds, or {@link CancelScope#NEVER}
     * @throws Cancellation if the task is or becomes cancelled
     */
    static boolean await(BooleanSupplier condition, long limit) {
        Strand<?> strand = Strand.find();
        long end = limit == CancelScope.NEVER ? 0 : nanoTime() + limit;
        while (true) {
            if (condition.getAsBoolean()) {
                return true;
            }
            throwIfCancelled(strand);
            if (limit == CancelScope.NEVER) {
                LockSupport.park();
            } else {
                long left = end - nanoTime();
                if (left <= 0) {
                    return condition.getAsBoolean();
                }
                LockSupport.parkNanos(left);
            }
        }
    }

    /**
     * Waits until the condition holds, whatever happens: for the ends of children and clean-up. An interrupt that came
     * meanwhile was the wake-up of a cancel, which the caller looks at afterwards; one from outside is kept.
     *
     * @param slice nanoseconds after which {@code late} is called, and again after each further slice
     */
    static void awaitEnd(BooleanSupplier condition, long slice, Runnable late) {
        boolean interrupted = false;
        long next = nanoTime() + slice;
        while (!condition.getAsBoolean()) {
            long left = next - nanoTime();
            if (left <= 0) {
                late.run();
                next = nanoTime() + slice;
            } else {
                LockSupport.parkNanos(left);
            }
            interrupted |= Thread.interrupted();
        }
        Strand<?> strand = Strand.find();
        if (interrupted && (strand == null || strand.scope().effective() == null)) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws if the task is cancelled; an interrupt from outside cancels it first (rule R9). */
    static void throwIfCancelled(@Nullable Strand<?> strand) {
        if (strand != null) {
            strand.throwIfCancelled();
        } else if (Thread.interrupted()) {
            throw new Cancellation("the thread was interrupted");
        }
    }
}
