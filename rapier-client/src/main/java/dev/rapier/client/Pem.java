package dev.rapier.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys from PEM files (RFC 7468). */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Pem() {}

    static Certificate[] certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new IllegalArgumentException("the file " + file + " holds no certificate");
            }
            return all.toArray(Certificate[]::new);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("no certificates can be read from " + file + ": " + e, e);
        }
    }

    static PrivateKey privateKey(Path file) {
        try {
            Matcher key = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (!key.find()) {
                throw new IllegalArgumentException("the file " + file + " holds no key that begins with"
                        + " -----BEGIN PRIVATE KEY-----; 'openssl pkcs8 -topk8 -nocrypt' makes one of others");
            }
            return privateKey(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1))), file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("no key can be read from " + file + ": " + e, e);
        }
    }

    private static PrivateKey privateKey(PKCS8EncodedKeySpec key, Path file) throws GeneralSecurityException {
        var problem = new IllegalArgumentException("the key in " + file + " is none of RSA, EC and EdDSA");
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(key);
            } catch (InvalidKeySpecException e) {
                problem.addSuppressed(e);
            }
        }
        throw problem;
    }

    /** A store in memory. */
    static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store can't be made", e);
        }
        return store;
    }
}
