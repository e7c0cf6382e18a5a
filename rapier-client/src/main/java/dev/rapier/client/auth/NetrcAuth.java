package dev.rapier.client.auth;

import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * User and password of each host from a {@code .netrc} file, sent as HTTP Basic. The file is read once, when this is made; a host that
 * it does not name gets those of its {@code default} entry, and nothing where there is none.
 *
 * {@snippet :
 * Client.builder().auth(NetrcAuth.of()).build();
 * }
 */
public final class NetrcAuth implements Auth {
    private final Path file;
    private final List<Netrc.Entry> entries;

    private NetrcAuth(Path file, List<Netrc.Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** From the file that the environment variable {@code NETRC} names, or {@code .netrc} in the home directory. */
    public static NetrcAuth of() {
        return of(file(System.getenv()));
    }

    static Path file(Map<String, String> environment) {
        String named = environment.getOrDefault("NETRC", "");
        return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".netrc") : Path.of(named);
    }

    /**
     * From this file, in UTF-8.
     *
     * @throws UncheckedIOException if it can't be read
     * @throws IllegalArgumentException if it is not of the format; the message has the line
     */
    public static NetrcAuth of(Path file) {
        try {
            return new NetrcAuth(file, Netrc.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("The netrc file " + file + " can't be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public ClientResponse flow(AuthExchange exchange) {
        ClientRequest request = exchange.request();
        Optional<String> header = Netrc.find(entries, host(request.url()))
                .filter(entry -> entry.password() != null)
                .flatMap(entry -> Auth.basic(entry.login(), String.valueOf(entry.password()))
                        .header());
        return exchange.send(header.isPresent() ? request.withHeader("Authorization", header.get()) : request);
    }

    /** {@link URI#getHost()} knows no host with an underscore; an IPv6 address stands in the file without brackets. */
    private static String host(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The file; no password. */
    @Override
    public String toString() {
        return "NetrcAuth[" + file + "]";
    }
}
