package dev.rapier.client.auth;

import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientResponse;
import dev.rapier.client.RemoteProtocolException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * HTTP Digest (RFC 7616): the password is never sent. The first request of a server is answered with a challenge and sent again; later
 * ones reuse the challenge, and count. Hashes: MD5, SHA, SHA-256, SHA-512 and SHA-512-256, each also with {@code -sess}; quality of
 * protection: {@code auth}, or none.
 *
 * {@snippet :
 * Client.builder().auth(DigestAuth.of("ann", "secret")).build();
 * }
 */
public final class DigestAuth implements Auth {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** How many servers' challenges are kept. */
    private static final int SERVERS = 100;

    /** The challenge, its answer, and one more if the server says that its nonce has become stale. */
    private static final int ATTEMPTS = 3;

    private final String user;
    private final String password;
    private final Supplier<String> clientNonces;
    private final ReentrantLock lock = new ReentrantLock();

    /** By scheme, host and port. Guarded by the lock. */
    private final Map<String, DigestSession> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DigestSession> eldest) {
            return size() > SERVERS;
        }
    };

    DigestAuth(String user, String password, Supplier<String> clientNonces) {
        this.user = user;
        this.password = password;
        this.clientNonces = clientNonces;
    }

    /** With user and password. */
    public static DigestAuth of(String user, String password) {
        return new DigestAuth(user, password, () -> {
            byte[] bytes = new byte[16];
            RANDOM.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    /**
     * {@inheritDoc}
     *
     * @throws RemoteProtocolException if the challenge is malformed
     */
    @Override
    public ClientResponse flow(AuthExchange exchange) {
        ClientRequest request = exchange.request();
        @Nullable DigestSession session = session(request);
        ClientResponse response = exchange.send(session == null ? request : authorized(request, session));
        for (int attempt = 2; attempt <= ATTEMPTS && response.statusCode() == 401; attempt++) {
            if (!origin(response.request().url()).equals(origin(request.url()))) {
                return response; // a redirect led to a server that was not called
            }
            List<Challenge> challenges = challenges(response);
            if (attempt == ATTEMPTS && !isStale(challenges)) {
                return response;
            }
            Optional<DigestSession> next = begin(response, challenges);
            if (next.isEmpty()) {
                return response;
            }
            request = challenged(request, response.request());
            response = exchange.send(authorized(request, next.get()));
        }
        return response;
    }

    private static ClientRequest authorized(ClientRequest request, DigestSession session) {
        return request.withHeader("Authorization", session.authorization(request));
    }

    /** After redirects the last request is the one that was challenged; its cookies are added anew. */
    private static ClientRequest challenged(ClientRequest request, ClientRequest last) {
        boolean same = last.url().equals(request.url()) && last.method().equals(request.method());
        return same ? request : last.withoutHeader("Cookie");
    }

    private @Nullable DigestSession session(ClientRequest request) {
        lock.lock();
        try {
            return sessions.get(origin(request.url()));
        } finally {
            lock.unlock();
        }
    }

    private Optional<DigestSession> begin(ClientResponse response, List<Challenge> challenges) {
        try {
            var session = DigestSession.of(user, password, challenges, clientNonces.get());
            session.ifPresent(begun -> keep(response.request(), begun));
            return session;
        } catch (IllegalArgumentException e) {
            throw malformed(response, e);
        }
    }

    private void keep(ClientRequest request, DigestSession session) {
        lock.lock();
        try {
            sessions.put(origin(request.url()), session);
        } finally {
            lock.unlock();
        }
    }

    private static List<Challenge> challenges(ClientResponse response) {
        try {
            return Challenge.parse(response.headers().all("WWW-Authenticate"));
        } catch (IllegalArgumentException e) {
            throw malformed(response, e);
        }
    }

    private static RemoteProtocolException malformed(ClientResponse response, IllegalArgumentException e) {
        response.close();
        return new RemoteProtocolException(
                response.request(), "the digest challenge of the server is malformed: " + e.getMessage(), e);
    }

    private static boolean isStale(List<Challenge> challenges) {
        return challenges.stream()
                .anyMatch(challenge -> challenge.parameter("stale").orElse("").equalsIgnoreCase("true"));
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DigestAuth[" + user + "]";
    }
}
