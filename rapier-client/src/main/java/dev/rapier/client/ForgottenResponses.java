package dev.rapier.client;

import dev.rapier.async.Task;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Closes streamed responses that nobody closed, so that their connections and places come back: when the task ends that
 * received them or, outside any task, when they are garbage. Each is reported.
 */
final class ForgottenResponses {
    private static final System.Logger LOG = System.getLogger("rapier.client");

    private ForgottenResponses() {}

    /** Started only if a response is ever streamed outside a task. */
    private static final class Garbage {
        static final Cleaner CLEANER = Cleaner.create();
    }

    static ClientResponse watch(ClientResponse response) {
        OpenBody open = response.openBody();
        @Nullable Task<?> task = Task.find().orElse(null);
        if (task == null) {
            // the body and not the response, which whoever goes through the body may have let go
            Garbage.CLEANER.register(response.heldBody(), () -> close(open, "before it was garbage"));
        } else {
            Runnable listener = () -> close(open, "before task " + task.name() + " ended");
            task.onEnd(listener);
            open.onEnd(() -> task.forget(listener));
        }
        return response;
    }

    private static void close(OpenBody open, String when) {
        if (!open.hasEnded()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: the response was not closed {1}; its connection is closed now. Use try (var response = client.stream(..))",
                    open.request(),
                    when);
            open.close();
        }
    }
}
