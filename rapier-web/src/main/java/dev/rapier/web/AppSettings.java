package dev.rapier.web;

import dev.rapier.web.engine.EngineSettings;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Where an application listens, and its limits. {@code app.settings().port(8080)} in the program counts less than a system
 * property or a variable of the environment: see {@link SettingSource}.
 *
 * <p>Changed by one thread before the application starts; not afterwards.
 */
public final class AppSettings {
    private EngineSettings engine = EngineSettings.defaults();
    private int inFlightMin = 32;
    private int inFlightMax = 1024;
    private int inFlightQueue = 4096;
    private Duration queueTime = Duration.ofSeconds(1);
    private Duration graceTime = Duration.ofSeconds(30);
    private Duration requestTime = Duration.ZERO;
    private boolean readDeadlines;
    private boolean redirectSlashes = true;
    private boolean strictContentType = true;

    AppSettings() {}

    /** What the engine has to know: address and limits of connections, heads and bodies. */
    public EngineSettings engine() {
        return engine;
    }

    /** Changes what the engine has to know: {@code settings.engine(e -> e.withMaxBodyBytes(10 << 20))}. */
    public AppSettings engine(UnaryOperator<EngineSettings> change) {
        engine = change.apply(engine);
        return this;
    }

    /** Address to bind; {@code 127.0.0.1} unless set. */
    public AppSettings host(String value) {
        return engine(e -> e.withHost(value));
    }

    /** Port, 0 to 65535; 0 takes a free one; 8000 unless set. */
    public AppSettings port(int value) {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException("Port " + value + " is not between 0 and 65535");
        }
        return engine(e -> e.withPort(value));
    }

    /** Least number of requests that are worked on at once, however late threads get a processor; 32 unless set. */
    public int inFlightMin() {
        return inFlightMin;
    }

    /** Greatest number of requests that are worked on at once; 1024 unless set. */
    public int inFlightMax() {
        return inFlightMax;
    }

    /** Both bounds of the adaptive limit of requests in flight, at least 1. Above it: a short line, then 503. */
    public AppSettings inFlight(int min, int max) {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException("The bounds " + min + " to " + max
                    + " of the in-flight limit are not in order, or the first is below 1");
        }
        inFlightMin = min;
        inFlightMax = max;
        return this;
    }

    /** How many requests may wait for a place; 4096 unless set. */
    public int inFlightQueue() {
        return inFlightQueue;
    }

    /** Sets how many requests may wait for a place; 0 or more. */
    public AppSettings inFlightQueue(int value) {
        inFlightQueue = value;
        return this;
    }

    /** How long a request may wait for a place, and how long the line may go on without being empty; 1 s unless set. */
    public Duration queueTime() {
        return queueTime;
    }

    /** Sets how long a request may wait for a place. */
    public AppSettings queueTime(Duration value) {
        queueTime = value;
        return this;
    }

    /** How long requests may go on after a stop was asked for; 30 s unless set. */
    public Duration graceTime() {
        return graceTime;
    }

    /** Sets how long requests may go on after a stop was asked for. */
    public AppSettings graceTime(Duration value) {
        graceTime = value;
        return this;
    }

    /** How long a request may take from its arrival to its answer; zero, no limit, unless set. */
    public Duration requestTime() {
        return requestTime;
    }

    /**
     * Sets how long a request may take. When the time has passed its handler is cancelled with all that runs for it, and the answer is
     * 504. Not for handlers that are {@linkplain dev.rapier.http.RunToCompletion run to completion}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public AppSettings requestTime(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("The time of a request can't be negative: " + value);
        }
        requestTime = value;
        return this;
    }

    /** Whether requests say how long their clients will wait; false unless set. */
    public boolean readDeadlines() {
        return readDeadlines;
    }

    /**
     * Sets whether the header {@link dev.rapier.http.DeadlineHeader} of a request counts. It can shorten the time of a request and never
     * lengthen it, so that it may come from anyone; a request whose client has given up is not worked on any longer.
     */
    public AppSettings readDeadlines(boolean value) {
        readDeadlines = value;
        return this;
    }

    /** Whether a path that is known but for its trailing slash is redirected to the known one; true unless set. */
    public boolean redirectSlashes() {
        return redirectSlashes;
    }

    /** Sets whether a path that is known but for its trailing slash is redirected. */
    public AppSettings redirectSlashes(boolean value) {
        redirectSlashes = value;
        return this;
    }

    /** The limits by name, in one line, for the log at start-up. */
    @Override
    public String toString() {
        return SettingSource.describe(this);
    }

    /** Whether a body without a content type is not taken for JSON; true unless set. */
    public boolean strictContentType() {
        return strictContentType;
    }

    /**
     * Sets whether a body without a content type is refused where JSON is expected. A page of another site can make a browser
     * send such a body, so only an application that no browser can reach should be lenient.
     */
    public AppSettings strictContentType(boolean value) {
        strictContentType = value;
        return this;
    }
}
