package dev.rapier.web.engine;

/** One request on its way: running it calls the handler and answers the exchange. It never throws. */
public interface RequestTask extends Runnable {
    /** The route that was found; routes are compared by identity. */
    Route route();

    /**
     * The client went away, or the server ends: cancels the request's scope. May be called from any thread, also before
     * the task runs, after it ended, and more than once. Never blocks.
     */
    void cancel(String reason);

    /** The engine has no thread for it and answers by itself; called instead of running it. Never blocks. */
    void discarded();
}
