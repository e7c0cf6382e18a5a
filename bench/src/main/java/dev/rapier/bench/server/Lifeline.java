package dev.rapier.bench.server;

import java.io.IOException;
import java.io.OutputStream;

/** Ties a server to the process that started it. */
final class Lifeline {
    private Lifeline() {}

    /** Says that the server is ready, and ends the process when standard input ends. */
    static void ready(int port) {
        System.out.println("ready " + port);
        Thread.ofPlatform().daemon().name("lifeline").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                System.out.println("standard input failed: " + e);
            }
            Runtime.getRuntime().halt(0);
        });
    }

    /** The value of {@code --name value} among the arguments, or the other one. */
    static String option(String[] arguments, String name, String otherwise) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals("--" + name)) {
                return arguments[i + 1];
            }
        }
        return otherwise;
    }
}
