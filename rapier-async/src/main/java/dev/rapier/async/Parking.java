package dev.rapier.async;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The one place where Rapier's primitives wait, wake others, and where the time comes from: real, or that of a {@link Scheduling}. */
final class Parking {
    /** Why a task is cancelled whose thread was interrupted from outside. */
    static final String INTERRUPTED = "the thread was interrupted";

    private Parking() {}

    /** The time in the world of a task; outside any task the system's. */
    static long nanoTime(@Nullable Strand<?> strand) {
        return nanoTime(strand == null ? null : strand.scheduling);
    }

    /** The time in a world. */
    static long nanoTime(@Nullable Scheduling scheduling) {
        return scheduling == null ? System.nanoTime() : scheduling.nanoTime();
    }

    /**
     * Waits until the condition holds or the time is over; returns whether it holds. A condition that holds wins over a
     * cancel (rule R4). Whoever makes the condition true unparks the thread.
     *
     * @param what what is waited for, shown to people by its {@code toString}
     * @param limit nanoseconds, or {@link CancelScope#NEVER}
     * @throws Cancellation if the task is or becomes cancelled
     */
    static boolean await(Object what, BooleanSupplier condition, long limit) {
        Strand<?> strand = Strand.find();
        if (condition.getAsBoolean()) {
            return true;
        }
        long end = limit == CancelScope.NEVER ? 0 : nanoTime(strand) + limit;
        if (strand != null) {
            strand.waitsFor(what);
        }
        try {
            while (true) {
                throwIfCancelled(strand);
                if (limit == CancelScope.NEVER) {
                    park(strand);
                } else {
                    long left = end - nanoTime(strand);
                    if (left <= 0) {
                        return condition.getAsBoolean();
                    }
                    park(strand, left);
                }
                if (condition.getAsBoolean()) {
                    return true;
                }
            }
        } finally {
            if (strand != null) {
                strand.goesOn();
            }
        }
    }

    /** Something that another thread gives to one that waits for it in a line. */
    interface Grant {
        /** Whether it has been given. */
        boolean isGiven();

        /** Steps out of the line; false when it has been given meanwhile, which then counts. */
        boolean withdraw();
    }

    /**
     * Waits until a grant is given. A cancel steps out of the line first and throws only then: what was given is never lost,
     * and who was cancelled never got it (rule R4).
     *
     * @param what what is waited for, shown to people by its {@code toString}
     * @throws Cancellation if the task is or becomes cancelled before it is given
     */
    static void awaitGrant(Object what, Grant grant) {
        Strand<?> strand = Strand.find();
        if (strand != null) {
            strand.waitsFor(what);
        }
        try {
            while (!grant.isGiven()) {
                if (strand == null) {
                    if (Thread.currentThread().isInterrupted() && grant.withdraw()) {
                        throwIfCancelled(null);
                    }
                } else {
                    CancelReason why = strand.pendingCancel();
                    if (why != null && grant.withdraw()) {
                        throw strand.cancelled(why);
                    }
                }
                if (!grant.isGiven()) {
                    park(strand);
                }
            }
        } finally {
            if (strand != null) {
                strand.goesOn();
            }
        }
    }

    /**
     * Waits until the condition holds, whatever happens: for the ends of children and clean-up. An interrupt that comes
     * meanwhile is the wake-up of a cancel, which the caller looks at afterwards; since foreign code has not heard of it, it is up
     * again then. One from outside cancels the task, and with it the children (rule R9). Where no task runs it is kept.
     *
     * @param what what is waited for, shown to people by its {@code toString}
     * @param late when it is worth a word that the wait goes on
     */
    static void awaitEnd(Object what, BooleanSupplier condition, Late late) {
        if (awaitAbort(what, condition, late)) {
            Strand.current().interruptAgain();
        }
    }

    /**
     * The same where the interrupt that comes is the work of an abort, which has done what it should.
     *
     * @return whether there was one of ours before or while it waited, which is taken away
     */
    static boolean awaitAbort(Object what, BooleanSupplier condition, Late late) {
        if (condition.getAsBoolean()) {
            return false;
        }
        boolean interrupted = false;
        boolean unheard = false;
        Strand<?> strand = Strand.find();
        if (strand != null) {
            strand.waitsFor(what);
        }
        do {
            long left = late == Late.NEVER ? CancelScope.NEVER : late.nanosLeft(nanoTime(strand));
            if (left == CancelScope.NEVER) {
                park(strand);
            } else if (left > 0) {
                park(strand, left);
            } else {
                late.report();
            }
            if (strand == null) {
                interrupted |= Thread.interrupted();
            } else if (Thread.currentThread().isInterrupted()) {
                unheard |= strand.noticeInterrupt();
            }
        } while (!condition.getAsBoolean());
        if (strand != null) {
            strand.goesOn();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return unheard;
    }

    /** When a wait for an end has become suspicious. */
    interface Late {
        /** Nobody minds how long it takes. */
        Late NEVER = new Late() {
            @Override
            public long nanosLeft(long now) {
                return CancelScope.NEVER;
            }

            @Override
            public void report() {}
        };

        /** Nanoseconds until the report is due, not positive once it is, {@link CancelScope#NEVER} where none will be. */
        long nanosLeft(long now);

        /** Called once for each time that it is due. */
        void report();
    }

    private static void park(@Nullable Strand<?> strand) {
        park(strand, CancelScope.NEVER);
    }

    private static void park(@Nullable Strand<?> strand, long nanos) {
        if (Debug.ON) {
            Carriers.released();
        }
        if (PlatformThreads.isCurrent()) {
            PlatformThreads.waitReplaced(() -> parkHere(strand, nanos));
        } else {
            parkHere(strand, nanos);
        }
    }

    private static void parkHere(@Nullable Strand<?> strand, long nanos) {
        Scheduling scheduling = strand == null ? null : strand.scheduling;
        if (scheduling != null) {
            scheduling.park(nanos); // its NEVER is ours
        } else if (nanos == CancelScope.NEVER) {
            LockSupport.park();
        } else {
            LockSupport.parkNanos(nanos);
        }
    }

    /**
     * Ends the present or the next wait of a thread.
     *
     * @param strand the task that the thread runs, if any
     */
    static void unpark(@Nullable Strand<?> strand, @Nullable Thread thread) {
        Scheduling scheduling = strand == null ? null : strand.scheduling;
        if (scheduling == null || thread == null) {
            LockSupport.unpark(thread);
        } else {
            scheduling.unpark(thread);
        }
    }

    /** Lets others run. */
    static void yield(@Nullable Strand<?> strand) {
        if (Debug.ON) {
            Carriers.released();
        }
        Scheduling scheduling = strand == null ? null : strand.scheduling;
        if (scheduling == null) {
            Thread.yield();
        } else {
            scheduling.yield();
        }
    }

    /** Runs foreign blocking code. */
    static <T extends @Nullable Object> T outside(Strand<?> strand, Coroutine<? extends T> operation) throws Exception {
        Scheduling scheduling = strand.scheduling;
        return scheduling == null ? operation.run() : scheduling.outside(operation);
    }

    /** Throws if the task is cancelled; an interrupt from outside cancels it first (rule R9). */
    static void throwIfCancelled(@Nullable Strand<?> strand) {
        if (strand != null) {
            strand.throwIfCancelled();
        } else if (Thread.interrupted()) {
            throw new Cancellation(INTERRUPTED);
        }
    }
}
