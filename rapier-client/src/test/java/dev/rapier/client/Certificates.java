package dev.rapier.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A private authority of a test, and what it vouches for. */
record Certificates(HeldCertificate authority) {
    static Certificates of(String name) {
        return new Certificates(new HeldCertificate.Builder()
                .commonName(name)
                .certificateAuthority(0)
                .build());
    }

    HeldCertificate issue(UnaryOperator<HeldCertificate.Builder> details) {
        return details.apply(new HeldCertificate.Builder().signedBy(authority)).build();
    }

    /** For a server at 127.0.0.1 which trusts clients that this authority vouches for. */
    SSLContext server() {
        return server(issue(details -> details.addSubjectAlternativeName("127.0.0.1")));
    }

    SSLContext server(HeldCertificate own) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(own)
                .addTrustedCertificate(authority.certificate())
                .build()
                .sslContext();
    }

    /** The authority as a PEM file. */
    Path pem(Path folder) {
        return write(folder.resolve("authority.pem"), "A private authority\n" + authority.certificatePem());
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
