package dev.rapier.client;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The ways to trust a server. */
final class Trusting {
    private static final AtomicReference<@Nullable Authorities> last = new AtomicReference<>();

    private Trusting() {}

    private record Authorities(Path file, FileTime changed, X509ExtendedTrustManager manager) {}

    /** The certificates of the file, or those of the JDK. */
    static X509ExtendedTrustManager authorities(Optional<Path> file) {
        return file.isPresent() ? remembered(file.get()) : load(file);
    }

    /** The one file that most programs name is read once, not for each client: a usual one has 150 certificates. */
    private static X509ExtendedTrustManager remembered(Path file) {
        Authorities known = last.get();
        FileTime changed = changed(file);
        if (known == null || !known.file.equals(file) || !known.changed.equals(changed)) {
            known = new Authorities(file, changed, load(Optional.of(file)));
            last.set(known);
        }
        return known.manager;
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("no certificates can be read from " + file + ": " + e, e);
        }
    }

    private static X509ExtendedTrustManager load(Optional<Path> file) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(file.isPresent() ? store(file.get()) : null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("the JDK has no trust manager for X.509");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS can't be set up: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path file) throws GeneralSecurityException {
        KeyStore store = Pem.emptyStore();
        int number = 0;
        for (Path one : Files.isDirectory(file) ? hashed(file) : List.of(file)) {
            for (Certificate certificate : Pem.certificates(one)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        return store;
    }

    /** The files of a directory that OpenSSL would look at: those that are named by a hash, most of them links. */
    private static List<Path> hashed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{8}\\.\\d+"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("no certificates can be read from " + folder + ": " + e, e);
        }
    }

    /** The chain is checked as ever; the host is known to the connection only, and that is not handed on. */
    static X509ExtendedTrustManager anyHostName(X509ExtendedTrustManager chain) {
        return new Nameless(chain);
    }

    static X509ExtendedTrustManager anyone() {
        return new Nameless(null);
    }

    /** Looks at the chain, or at nothing, and never at the host. */
    private static final class Nameless extends X509ExtendedTrustManager {
        private final @Nullable X509ExtendedTrustManager chain;

        Nameless(@Nullable X509ExtendedTrustManager chain) {
            this.chain = chain;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type) throws CertificateException {
            if (chain != null) {
                chain.checkServerTrusted(certificates, type);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(certificates, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(certificates, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type) throws CertificateException {
            throw new CertificateException("a client asks nobody for certificates of clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(certificates, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(certificates, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return chain == null ? new X509Certificate[0] : chain.getAcceptedIssuers();
        }
    }
}
