package dev.rapier.client.auth;

import dev.rapier.client.ClientRequest;
import dev.rapier.http.PercentEncoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One nonce of a server, and how often it was used. The client's own nonce is the same for all of it, which {@code -sess} wants. */
final class DigestSession {
    private final String user;
    private final String password;
    private final String realm;
    private final String nonce;
    private final String algorithm;
    private final Optional<String> opaque;
    private final boolean qop;
    private final boolean userhash;
    private final String clientNonce;
    private final AtomicInteger count = new AtomicInteger();

    private DigestSession(String user, String password, Challenge challenge, String clientNonce) {
        this.user = user;
        this.password = password;
        this.realm = required(challenge, "realm");
        this.nonce = required(challenge, "nonce");
        this.algorithm = challenge.parameter("algorithm").orElse("MD5");
        this.opaque = challenge.parameter("opaque").map(value -> sendable("opaque", value));
        this.qop = wantsQop(challenge);
        this.userhash = challenge.parameter("userhash").orElse("").equalsIgnoreCase("true");
        this.clientNonce = clientNonce;
    }

    /**
     * The session that the first of the challenges begins whose algorithm is known.
     *
     * @throws IllegalArgumentException if it lacks realm or nonce, has one that can't be sent back, or wants a quality of protection other than {@code auth}
     */
    static Optional<DigestSession> of(String user, String password, List<Challenge> challenges, String clientNonce) {
        return challenges.stream()
                .filter(challenge -> challenge.scheme().equals("digest"))
                .filter(challenge -> isKnown(challenge.parameter("algorithm").orElse("MD5")))
                .findFirst()
                .map(challenge -> new DigestSession(user, password, challenge, clientNonce));
    }

    private static String required(Challenge challenge, String name) {
        return challenge
                .parameter(name)
                .map(value -> sendable(name, value))
                .orElseThrow(() -> new IllegalArgumentException("it has no " + name));
    }

    /** What goes back in a header, which can't have all characters that came in one. */
    private static String sendable(String name, String value) {
        if (value.chars().anyMatch(c -> c > 0xff)) {
            throw new IllegalArgumentException("its " + name + " has characters that can't be sent back");
        }
        return value;
    }

    /** Without {@code qop} the rules of RFC 2069 hold. */
    private static boolean wantsQop(Challenge challenge) {
        Optional<String> offered = challenge.parameter("qop");
        if (offered.isPresent()
                && List.of(offered.get().toLowerCase(Locale.ROOT).split("[ \t]*,[ \t]*")).stream()
                        .noneMatch(one -> one.strip().equals("auth"))) {
            throw new IllegalArgumentException("it offers the qop '" + offered.get() + "' but not 'auth'");
        }
        return offered.isPresent();
    }

    private static boolean isKnown(String algorithm) {
        try {
            MessageDigest.getInstance(javaName(algorithm));
            return true;
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }

    /** The JDK's name of the hash: MD5, SHA, SHA-256, SHA-512 and SHA-512-256 are its. */
    private static String javaName(String algorithm) {
        String upper = algorithm.toUpperCase(Locale.ROOT);
        String hash = upper.endsWith("-SESS") ? upper.substring(0, upper.length() - 5) : upper;
        return hash.equals("SHA-512-256") ? "SHA-512/256" : hash;
    }

    private String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(javaName(algorithm)).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("was there when the session began", e);
        }
    }

    /** The value of {@code Authorization} (RFC 7616 section 3.4). */
    String authorization(ClientRequest request) {
        String uri = target(request.url());
        boolean session = algorithm.toUpperCase(Locale.ROOT).endsWith("-SESS");
        String secret = hash(user + ":" + realm + ":" + password);
        String a1 = session ? hash(secret + ":" + nonce + ":" + clientNonce) : secret;
        String a2 = hash(request.method() + ":" + uri);
        String nc = String.format("%08x", count.incrementAndGet());
        String response = qop
                ? hash(a1 + ":" + nonce + ":" + nc + ":" + clientNonce + ":auth:" + a2)
                : hash(a1 + ":" + nonce + ":" + a2);
        return "Digest " + userName()
                + ", realm=" + quoted(realm)
                + ", nonce=" + quoted(nonce)
                + ", uri=" + quoted(uri)
                + ", algorithm=" + algorithm
                + ", response=" + quoted(response)
                + opaque.map(value -> ", opaque=" + quoted(value)).orElse("")
                + (qop ? ", qop=auth, nc=" + nc : "")
                + (qop || session ? ", cnonce=" + quoted(clientNonce) : "")
                + (userhash ? ", userhash=true" : "");
    }

    /** A name that is not ASCII is encoded as RFC 8187 says. */
    private String userName() {
        if (userhash) {
            return "username=" + quoted(hash(user + ":" + realm));
        }
        return user.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                ? "username=" + quoted(user)
                : "username*=UTF-8''" + PercentEncoding.encode(user, "");
    }

    private static String target(URI url) {
        return url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
