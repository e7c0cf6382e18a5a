package dev.rapier.web;

import dev.rapier.async.Action;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * What one object does at the start and at the end. The end belongs to the start: it comes only if the whole start went well.
 */
record Hooks(List<Named> startup, List<Named> shutdown) implements LifespanPart {
    private static final Logger LOG = System.getLogger("rapier.web");

    /** A hook and its name for people: {@code Users.connect}. */
    record Named(String name, Action action) {}

    Hooks {
        startup = List.copyOf(startup);
        shutdown = List.copyOf(shutdown);
    }

    @Override
    public void around(Action inside) throws Exception {
        for (Named hook : startup) {
            try {
                hook.action().run();
            } catch (Exception failure) {
                throw StartupException.of("The start-up hook " + hook.name(), failure);
            }
        }
        try {
            inside.run();
        } finally {
            shutdown.reversed().forEach(Hooks::end);
        }
    }

    /** One that fails must not keep the others from running. */
    private static void end(Named hook) {
        try {
            hook.action().run();
        } catch (Exception failure) {
            LOG.log(Level.ERROR, "The shutdown hook " + hook.name() + " failed: " + failure, failure);
        }
    }
}
