package dev.rapier.client;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How a client knows https servers, and how they know it.
 *
 * {@snippet :
 * Client.builder()
 *         .tls(ClientTls.defaults()
 *                 .trusting(Path.of("company-ca.pem"))
 *                 .presenting(Path.of("client.pem"), Path.of("client.key")))
 *         .build();
 * }
 *
 * <p>Files are PEM and are read when the client is built; keys are PKCS #8 and not encrypted.
 *
 * @param authorities the certificates that vouch for servers, in a file or a directory as OpenSSL has it; those of the JDK, or of
 *     the environment ({@link ClientBuilder#trustEnvironment}), where none are given
 * @param identity what the client shows a server that asks
 * @param minimum the oldest version that is spoken; TLS 1.2 by default
 * @param trust what of a server is checked; everything by default
 */
public record ClientTls(Optional<Path> authorities, Optional<Identity> identity, Version minimum, Trust trust) {
    private static final ClientTls DEFAULTS =
            new ClientTls(Optional.empty(), Optional.empty(), Version.TLS_1_2, Trust.VERIFIED);

    /** A certificate, with the chain up to its authority, and its private key. */
    public record Identity(Path certificates, Path key) {}

    /** What is spoken. */
    public enum Version {
        TLS_1_2,
        TLS_1_3;

        /** The versions from this one on, by the names of the JDK. */
        public String[] andNewer() {
            return this == TLS_1_3 ? new String[] {"TLSv1.3"} : new String[] {"TLSv1.2", "TLSv1.3"};
        }
    }

    /** What of a server is checked. */
    public enum Trust {
        /** That an authority vouches for its certificate, and that this is for the host of the URL. */
        VERIFIED,
        /** That an authority vouches for its certificate, whatever host that is for. */
        ANY_HOST_NAME,
        /** Nothing: whoever sits between may read and change everything. */
        INSECURE_ANYONE
    }

    /** The authorities of the JDK, no certificate of our own, TLS 1.2 and 1.3, everything checked. */
    public static ClientTls defaults() {
        return DEFAULTS;
    }

    /** This with the certificates of a PEM file, or of a directory with names such as {@code 5ed36f99.0}, as authorities, and no others. */
    public ClientTls trusting(Path file) {
        return new ClientTls(Optional.of(file), identity, minimum, trust);
    }

    /** This with a certificate that is shown to servers that ask for one. */
    public ClientTls presenting(Path certificates, Path key) {
        return new ClientTls(authorities, Optional.of(new Identity(certificates, key)), minimum, trust);
    }

    /** This with another oldest version. */
    public ClientTls atLeast(Version version) {
        return new ClientTls(authorities, identity, version, trust);
    }

    /** This for servers whose certificates are for another host than the one that is called; an authority still vouches for them. */
    public ClientTls withAnyHostName() {
        return new ClientTls(authorities, identity, minimum, Trust.ANY_HOST_NAME);
    }

    /** This without any check of who the server is: for tests, never for secrets. Whoever sits between may read and change everything. */
    public ClientTls insecureTrustingAnyone() {
        return new ClientTls(authorities, identity, minimum, Trust.INSECURE_ANYONE);
    }

    /**
     * What decides on the certificates of servers; for transports.
     *
     * @throws IllegalArgumentException if the file with the authorities can't be read
     */
    public X509ExtendedTrustManager trustManager() {
        return switch (trust) {
            case VERIFIED -> Trusting.authorities(authorities);
            case ANY_HOST_NAME -> Trusting.anyHostName(Trusting.authorities(authorities));
            case INSECURE_ANYONE -> Trusting.anyone();
        };
    }

    /**
     * What connections are made with; for transports.
     *
     * @throws IllegalArgumentException if a file can't be read
     */
    public SSLContext context(X509ExtendedTrustManager trustManager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), new TrustManager[] {trustManager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS can't be set up: " + e.getMessage(), e);
        }
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException {
        if (identity.isEmpty()) {
            return new KeyManager[0];
        }
        char[] password = new char[0];
        KeyStore store = Pem.emptyStore();
        store.setKeyEntry(
                "client",
                Pem.privateKey(identity.get().key()),
                password,
                Pem.certificates(identity.get().certificates()));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }
}
