package dev.rapier.sql.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an embedded PostgreSQL is to be started. Immutable; every method gives a copy.
 *
 * <pre>{@code
 * EmbeddedOptions.temporary();                                   // gone when it is closed: fast, no fsync
 * EmbeddedOptions.in(Path.of(".rapier/postgres/shop")).port(5433);   // kept: durable as PostgreSQL always is
 * }</pre>
 *
 * @param directory where the cluster lives and stays; empty for a temporary one
 * @param port the loopback port to listen on; 0 (the default) takes a free one
 * @param settings server settings as in {@code postgresql.conf}, they win over Rapier's
 * @param startTimeout how long start may take before it is an error, default 60 s (a loaded machine is slow at first)
 * @param cache where binaries and the cluster's template are kept; empty for {@code $XDG_CACHE_HOME/rapier} or
 *     {@code ~/.cache/rapier}
 */
public record EmbeddedOptions(
        Optional<Path> directory, int port, Map<String, String> settings, Duration startTimeout, Optional<Path> cache) {
    /** Checks the port, 0 to 65535, and copies the settings. */
    public EmbeddedOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port of an embedded PostgreSQL is 0 to 65535, not " + port);
        }
        settings = Map.copyOf(settings);
    }

    /** A cluster in a temporary directory, deleted on close and when the program ends in any way. */
    public static EmbeddedOptions temporary() {
        return new EmbeddedOptions(Optional.empty(), 0, Map.of(), Duration.ofSeconds(60), Optional.empty());
    }

    /** A cluster that is kept in {@code directory}, made there on the first start. */
    public static EmbeddedOptions in(Path directory) {
        return new EmbeddedOptions(
                Optional.of(directory.toAbsolutePath().normalize()),
                0,
                Map.of(),
                Duration.ofSeconds(60),
                Optional.empty());
    }

    /** These options with another port; 0 takes a free one. */
    public EmbeddedOptions port(int port) {
        return new EmbeddedOptions(directory, port, settings, startTimeout, cache);
    }

    /** These options with one more server setting, such as {@code max_connections} and {@code 300}. */
    public EmbeddedOptions setting(String name, String value) {
        var more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return new EmbeddedOptions(directory, port, more, startTimeout, cache);
    }

    /** These options with another limit for the start. */
    public EmbeddedOptions startTimeout(Duration startTimeout) {
        return new EmbeddedOptions(directory, port, settings, startTimeout, cache);
    }

    /** These options with another place for binaries and template. */
    public EmbeddedOptions cache(Path cache) {
        return new EmbeddedOptions(
                directory,
                port,
                settings,
                startTimeout,
                Optional.of(cache.toAbsolutePath().normalize()));
    }
}
