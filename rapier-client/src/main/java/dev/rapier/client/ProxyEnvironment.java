package dev.rapier.client;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names: {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code ALL_PROXY} for their schemes, and
 * {@code NO_PROXY} with hosts that are called directly. Names in small letters win, as in curl and Python.
 */
final class ProxyEnvironment {
    private final UnaryOperator<@Nullable String> variables;

    /** @param variables gives the value of a variable, or null */
    ProxyEnvironment(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    /** For which URLs which proxy is; empty means none. */
    Map<UrlPattern, Optional<ClientProxy>> proxies() {
        var proxies = new LinkedHashMap<UrlPattern, Optional<ClientProxy>>();
        for (String scheme : new String[] {"http", "https", "all"}) {
            String value = value(scheme + "_proxy");
            if (!value.isEmpty()) {
                proxies.put(UrlPattern.of(scheme + "://"), Optional.of(proxy(scheme, value)));
            }
        }
        for (String entry : value("no_proxy").split("[,\\s]+")) {
            if (entry.equals("*")) {
                return Map.of();
            }
            if (!entry.isEmpty()) {
                direct(entry).ifPresent(pattern -> proxies.put(pattern, Optional.empty()));
            }
        }
        return proxies.values().stream().anyMatch(Optional::isPresent) ? proxies : Map.of();
    }

    /** In a CGI program {@code HTTP_PROXY} is what the caller sent as header {@code Proxy}. */
    private String value(String name) {
        String small = variables.apply(name);
        if (small != null && !small.isBlank()) {
            return small.strip();
        }
        boolean fromCaller = name.equals("http_proxy") && variables.apply("REQUEST_METHOD") != null;
        String large = fromCaller ? null : variables.apply(name.toUpperCase(Locale.ROOT));
        return large == null ? "" : large.strip();
    }

    private static ClientProxy proxy(String scheme, String value) {
        try {
            return ClientProxy.of(value.contains("://") ? value : "http://" + value);
        } catch (InvalidUrlException e) {
            throw new InvalidUrlException("the environment variable " + scheme.toUpperCase(Locale.ROOT) + "_PROXY: "
                    + e.getMessage() + "; ClientBuilder.trustEnvironment(false) ignores it");
        }
    }

    /** A name stands for itself and the hosts below it, with a dot before it for these alone; what is malformed stands for nothing. */
    private static Optional<UrlPattern> direct(String entry) {
        String host = entry.matches("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*") ? "[" + entry + "]" : entry;
        boolean exact = host.startsWith("[") || host.startsWith("*") || host.matches("\\d+(\\.\\d+){3}(:\\d+)?");
        String pattern = host.contains("://") ? host : "all://" + (exact ? "" : "*") + host;
        try {
            return Optional.of(UrlPattern.of(pattern));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
