package dev.rapier.sql;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Where a database is: {@code dialect[+driver]://user:password@host:port/database?option=value}, as Python's libraries write
 * it. User, password and database may be percent-encoded; the password never shows in {@link #toString}.
 *
 * @param dialect the kind of database, such as {@code postgresql}
 * @param driver what stands behind the plus, such as {@code asyncpg} or {@code embedded}; may be empty
 * @param username may be empty
 * @param password decoded; empty also where there is none
 * @param host may be empty; an IPv6 address without brackets
 * @param port empty for the dialect's own
 * @param database the name of the database; for an embedded one the name of the cluster is in {@code host}; for SQLite and H2
 *     a path, which begins with a slash where the URL has four of them
 * @param options what follows the question mark
 */
public record DatabaseUrl(
        String dialect,
        String driver,
        String username,
        Optional<String> password,
        String host,
        OptionalInt port,
        String database,
        Map<String, String> options) {
    private static final String HIDDEN = "********";

    /** Keeps the options in their order. */
    public DatabaseUrl {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is not one; the message does not repeat it, for it may hold a password
     */
    public static DatabaseUrl parse(String url) {
        int scheme = url.indexOf("://");
        if (scheme <= 0) {
            throw new IllegalArgumentException(
                    "A database URL looks like postgresql://user:password@host:port/database,"
                            + " and this one has no ://");
        }
        var kind = url.substring(0, scheme).split("\\+", 2);
        var rest = url.substring(scheme + 3);
        int question = rest.indexOf('?');
        var query = question < 0 ? "" : rest.substring(question + 1);
        var location = question < 0 ? rest : rest.substring(0, question);
        int slash = location.indexOf('/');
        var authority = slash < 0 ? location : location.substring(0, slash);
        var database = slash < 0 ? "" : location.substring(slash + 1);
        int at = authority.lastIndexOf('@');
        var user = at < 0 ? new String[] {""} : authority.substring(0, at).split(":", 2);
        var address = authority.substring(at + 1);
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        return new DatabaseUrl(
                kind[0],
                kind.length > 1 ? kind[1] : "",
                decode(user[0]),
                user.length > 1 ? Optional.of(decode(user[1])) : Optional.empty(),
                (hasPort ? address.substring(0, colon) : address).replaceAll("[\\[\\]]", ""),
                hasPort ? OptionalInt.of(port(address.substring(colon + 1))) : OptionalInt.empty(),
                decode(database),
                options(query));
    }

    /** The same place with another driver. */
    public DatabaseUrl withDriver(String driver) {
        return new DatabaseUrl(dialect, driver, username, password, host, port, database, options);
    }

    /** The same place with another password. */
    public DatabaseUrl withPassword(String password) {
        return new DatabaseUrl(dialect, driver, username, Optional.of(password), host, port, database, options);
    }

    /** The same database on another host. */
    public DatabaseUrl withHost(String host) {
        return new DatabaseUrl(dialect, driver, username, password, host, port, database, options);
    }

    /** The same host with another port. */
    public DatabaseUrl withPort(int port) {
        return new DatabaseUrl(dialect, driver, username, password, host, OptionalInt.of(port), database, options);
    }

    /** Another database on the same server. */
    public DatabaseUrl withDatabase(String database) {
        return new DatabaseUrl(dialect, driver, username, password, host, port, database, options);
    }

    /** The URL with its password, for programs; never print it. */
    public String reveal() {
        return text(password.map(DatabaseUrl::encode));
    }

    /** The URL with eight stars for the password. */
    @Override
    public String toString() {
        return text(password.map(secret -> HIDDEN));
    }

    private String text(Optional<String> secret) {
        var user = encode(username) + secret.map(text -> ":" + text).orElse("");
        var query = options.entrySet().stream()
                .map(option -> encode(option.getKey()) + "=" + encode(option.getValue()))
                .collect(Collectors.joining("&"));
        return dialect + (driver.isEmpty() ? "" : "+" + driver) + "://"
                + (user.isEmpty() ? "" : user + "@")
                + bracketed(host)
                + (port.isPresent() ? ":" + port.getAsInt() : "")
                + (database.isEmpty()
                        ? ""
                        : "/" + encode(database).replace("%2F", "/").replace("%3A", ":"))
                + (query.isEmpty() ? "" : "?" + query);
    }

    /** The host and a port as an address has them, {@code [::1]:5432}; these for those that the URL does not give. */
    String address(String defaultHost, int defaultPort) {
        var where = host.isEmpty() ? defaultHost : host;
        return bracketed(where) + ":" + port.orElse(defaultPort);
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The port of a database URL is a number, not '" + text + "'", e);
        }
        throw new IllegalArgumentException("The port of a database URL is 1 to 65535, not " + text);
    }

    private static Map<String, String> options(String query) {
        var options = new LinkedHashMap<String, String>();
        for (var pair : query.split("&")) {
            var parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                options.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "true");
            }
        }
        return options;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Percent-encoded, a space too. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
