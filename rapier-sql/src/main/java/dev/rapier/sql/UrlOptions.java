package dev.rapier.sql;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The options of a URL that are for the driver: those that the pool or a dialect takes itself are left out. */
final class UrlOptions {
    /** What {@link DatabaseOptions} and {@link Pool} take, whatever the database is. */
    private static final Set<String> POOL =
            Set.of("min_size", "max_size", "pool_timeout", "pool_recycle", "statement_timeout");

    private UrlOptions() {}

    /** The options without those of the pool and those of {@code ours}, in their order. */
    static Map<String, String> of(DatabaseUrl url, Set<String> ours) {
        var options = new LinkedHashMap<>(url.options());
        options.keySet().removeAll(POOL);
        options.keySet().removeAll(ours);
        return options;
    }

    /** How old a connection may become: {@code pool_recycle}, in seconds, half an hour if it is not given or -1. */
    static Duration recycling(DatabaseUrl url) {
        var text = url.options().getOrDefault("pool_recycle", "-1");
        try {
            int seconds = Integer.parseInt(text);
            if (seconds == -1 || seconds >= 30) {
                return seconds == -1 ? Duration.ofMinutes(30) : Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The option pool_recycle of a database URL is a number of seconds, not '" + text + "'", e);
        }
        throw new IllegalArgumentException(
                "The option pool_recycle of a database URL is at least 30 seconds, or -1 for half an hour, not "
                        + text);
    }

    /** Seconds, also with a fraction, as milliseconds. */
    static String millis(String name, String seconds) {
        try {
            return String.valueOf(Math.round(Double.parseDouble(seconds) * 1_000));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The option " + name + " of a database URL is a number of seconds, not '" + seconds + "'", e);
        }
    }

    /** The error for an option that neither we nor {@code who} knows. */
    static IllegalArgumentException unknown(DatabaseUrl url, String name, String who) {
        return new IllegalArgumentException(
                "The URL " + url + " has the option " + name + ", which neither Rapier nor " + who + " knows");
    }
}
