package dev.rapier.web;

import java.lang.System.Logger.Level;

/** A whole process around an application: from start to exit code. */
final class Serving {
    private Serving() {}

    static void serve(App app) {
        StopSignal signal = StopSignal.install(() -> app.giveUpStart("asked to end while starting"));
        RunningApp running = start(app, signal);
        announce(app, running);
        try {
            signal.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever interrupts the main thread wants the end, too
        }
        System.out.println("Stopping: requests have "
                + app.settings().graceTime().toSeconds() + " s to finish; a second signal ends at once");
        boolean interrupted = Thread.interrupted();
        running.stop();
        if (interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        System.exit(0);
    }

    private static RunningApp start(App app, StopSignal signal) {
        try {
            return app.start();
        } catch (RuntimeException failure) {
            if (signal.isAsked()) {
                System.exit(0);
            }
            fail(failure);
            throw failure;
        }
    }

    /** One sentence for people; the stack trace is for those who ask the log for it. */
    static void fail(RuntimeException failure) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        System.err.println("Rapier could not start: " + why);
        System.getLogger("rapier.web").log(Level.DEBUG, "Rapier could not start", failure);
        System.exit(1);
    }

    private static void announce(App app, RunningApp running) {
        String host = running.address().getAddress().getHostAddress();
        String url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + running.address().getPort();
        String docs = app.api().docsUrl();
        System.out.println("Rapier serves " + url + (docs.isEmpty() ? "" : ", docs at " + url + docs));
        System.out.println("Settings: " + app.settings());
    }
}
