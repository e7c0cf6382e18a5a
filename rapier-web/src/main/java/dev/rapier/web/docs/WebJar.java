package dev.rapier.web.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * A library of the browser in a jar of webjars.org. META-INF is no package, so its files can be read on the module path as
 * on the class path, if the jar is there at all.
 *
 * @param group of its Maven coordinates
 */
record WebJar(String group, String artifact) {
    /** The version that is there; empty where the jar is missing. */
    Optional<String> version() {
        return read("META-INF/maven/" + group + "/" + artifact + "/pom.properties")
                .map(bytes -> {
                    var properties = new Properties();
                    try {
                        properties.load(new ByteArrayInputStream(bytes));
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                    return properties.getProperty("version", "");
                });
    }

    /** A file of the library; empty where it is missing. */
    Optional<byte[]> file(String path) {
        return version()
                .flatMap(version -> read("META-INF/resources/webjars/" + artifact + "/" + version + "/" + path));
    }

    private static Optional<byte[]> read(String resource) {
        ClassLoader loader = WebJar.class.getClassLoader();
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " can't be read", e);
        }
    }
}
