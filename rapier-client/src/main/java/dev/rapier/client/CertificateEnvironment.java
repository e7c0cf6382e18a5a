package dev.rapier.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The authorities that the environment names, as OpenSSL reads it: {@code SSL_CERT_FILE}, or {@code SSL_CERT_DIR} where that is not
 * set.
 *
 * @param variables gives the value of a variable, or null
 */
record CertificateEnvironment(UnaryOperator<@Nullable String> variables) {
    /** The settings with these authorities, unless the program has named some or checks none. */
    TransportSettings applyTo(TransportSettings told) {
        ClientTls tls = told.tls();
        if (tls.authorities().isPresent() || tls.trust() == ClientTls.Trust.INSECURE_ANYONE) {
            return told;
        }
        for (String name : new String[] {"SSL_CERT_FILE", "SSL_CERT_DIR"}) {
            String value = variables.apply(name);
            if (value != null && !value.isBlank()) {
                Path path = Path.of(value);
                if (!Files.isReadable(path)) {
                    throw new IllegalArgumentException("the environment variable " + name + " names " + path
                            + ", which can't be read; ClientBuilder.trustEnvironment(false) ignores it");
                }
                return told.withTls(tls.trusting(path));
            }
        }
        return told;
    }
}
