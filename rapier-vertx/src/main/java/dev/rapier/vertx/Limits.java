package dev.rapier.vertx;

import dev.rapier.web.engine.EngineSettings;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The settings with their times as ticks of the loops' clock. A deadline costs a request no timer and no look at the
 * clock: a connection notes the tick of its last event, and each tick compares. Times are exceeded by up to two ticks.
 *
 * @param tick length of a tick: a tenth of the shortest time, 10 ms to 1 s
 * @param graceTicks before a body must have its least speed
 * @param lingerTicks how long a refused client may take to read its answer and close
 */
record Limits(
        EngineSettings settings,
        Duration tick,
        int headTicks,
        int bodyTicks,
        int graceTicks,
        int stallTicks,
        int idleTicks,
        int ageTicks,
        int lingerTicks) {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LINGER = Duration.ofSeconds(2);

    static Limits of(EngineSettings settings) {
        long shortest = Stream.of(
                        settings.headTimeout(),
                        settings.bodyReadTimeout(),
                        settings.writeStallTimeout(),
                        settings.idleTimeout(),
                        settings.maxConnectionAge())
                .mapToLong(Duration::toMillis)
                .min()
                .orElseThrow();
        long tick = Math.clamp(shortest / 10, 10, 1000);
        Duration grace = GRACE.compareTo(settings.bodyReadTimeout()) < 0 ? GRACE : settings.bodyReadTimeout();
        return new Limits(
                settings,
                Duration.ofMillis(tick),
                ticks(settings.headTimeout(), tick),
                ticks(settings.bodyReadTimeout(), tick),
                ticks(grace, tick),
                ticks(settings.writeStallTimeout(), tick),
                ticks(settings.idleTimeout(), tick),
                ticks(settings.maxConnectionAge(), tick),
                ticks(LINGER, tick));
    }

    private static int ticks(Duration time, long tick) {
        return Math.toIntExact((time.toMillis() + tick - 1) / tick);
    }

    /** Whether a body that began so many ticks ago should have brought more bytes by now. */
    boolean isTooSlow(int ticks, long bytes) {
        long late = (ticks - 1L - graceTicks) * tick.toMillis();
        return late > 0 && bytes < late * settings.minBodyBytesPerSecond() / 1000;
    }
}
