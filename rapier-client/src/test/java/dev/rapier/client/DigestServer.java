package dev.rapier.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Answers as a server that wants digest authentication of ann, whose password is {@code secret}, and checks each answer by itself. */
final class DigestServer implements Function<LoopbackServer.Received, String> {
    private static final String REALM = "parts";

    private final String algorithm;
    final List<String> seen = new ArrayList<>();
    private int nonces;
    private int count;

    /** How often a nonce may be used. */
    int uses = Integer.MAX_VALUE;

    DigestServer(String algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    public synchronized String apply(LoopbackServer.Received request) {
        String given = request.header("Authorization");
        if (given.isEmpty()) {
            seen.add("nothing");
            return challenge(false);
        }
        seen.add(parameter(given, "nc"));
        boolean right = parameter(given, "response").equals(expected(request, given));
        boolean known = parameter(given, "nonce").equals("nonce" + nonces);
        if (right && known && count < uses && Integer.parseInt(parameter(given, "nc"), 16) == count + 1) {
            count++;
            return LoopbackServer.ok("welcome " + request.text());
        }
        return challenge(right);
    }

    private String challenge(boolean stale) {
        nonces++;
        count = 0;
        return "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                + "WWW-Authenticate: Digest realm=\"" + REALM + "\", nonce=\"nonce" + nonces
                + "\", qop=\"auth\", algorithm=" + algorithm + (stale ? ", stale=TRUE" : "") + "\r\n\r\nno";
    }

    private String expected(LoopbackServer.Received request, String given) {
        String a1 = hash("ann:" + REALM + ":secret");
        if (algorithm.endsWith("-sess")) {
            a1 = hash(a1 + ":" + parameter(given, "nonce") + ":" + parameter(given, "cnonce"));
        }
        String a2 = hash(request.method() + ":" + request.path());
        return hash(String.join(
                ":",
                a1,
                parameter(given, "nonce"),
                parameter(given, "nc"),
                parameter(given, "cnonce"),
                parameter(given, "qop"),
                a2));
    }

    private String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm.replace("-sess", ""))
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String parameter(String header, String name) {
        var found = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(header);
        return found.find() ? found.group(1) : "";
    }
}
