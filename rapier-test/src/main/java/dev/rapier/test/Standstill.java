package dev.rapier.test;

import java.util.List;

/** Why a {@link VirtualTime} can't go on, in words. */
record Standstill(String what) {
    static Standstill deadlock() {
        return new Standstill("deadlock: every task waits, and there is nothing that could wake one");
    }

    static Standstill holdsTurn(String who, StackTraceElement[] stack) {
        return new Standstill("virtual time stands still: " + who
                + " neither ended nor waited in a call of Rapier. It computes, or blocks in foreign code, which belongs into"
                + " toThread, cancellable or TestTime.outside. It is in" + text(stack));
    }

    static Standstill outside(List<String> busy) {
        return new Standstill("virtual time stands still: work in foreign code does not come back:"
                + (busy.isEmpty() ? " it waits in the queue of its executor" : " " + String.join("\nand ", busy)));
    }

    static String text(StackTraceElement[] stack) {
        var text = new StringBuilder();
        for (StackTraceElement frame : stack) {
            text.append("\n    at ").append(frame);
        }
        return text.toString();
    }
}
