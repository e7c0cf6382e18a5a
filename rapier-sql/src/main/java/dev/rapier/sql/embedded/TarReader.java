package dev.rapier.sql.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Unpacks a tar archive (POSIX ustar: files, directories and symbolic links) into a directory.
 *
 * <p>That is all the binaries' archive holds, and it spares the dependency on an archiver library. An entry that would
 * land outside of the directory is an error.
 */
final class TarReader {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final Path target;

    TarReader(InputStream in, Path target) {
        this.in = in;
        this.target = target.normalize();
    }

    void unpack() throws IOException {
        byte[] header = new byte[BLOCK];
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            var name = text(header, 345, 155);
            entry(
                    header,
                    target.resolve((name.isEmpty() ? "" : name + "/") + text(header, 0, 100))
                            .normalize());
        }
    }

    private void entry(byte[] header, Path path) throws IOException {
        if (!path.startsWith(target)) {
            throw new IOException("The archive wants to write outside of its directory: " + path);
        }
        long size = octal(header, 124, 12);
        int mode = (int) octal(header, 100, 8);
        switch (header[156]) {
            case '5' -> Files.createDirectories(path);
            case '2' -> {
                Files.createDirectories(parent(path));
                Files.createSymbolicLink(path, Path.of(text(header, 157, 100)));
            }
            case '0', 0 -> {
                Files.createDirectories(parent(path));
                file(path, size);
                Files.setPosixFilePermissions(path, permissions(mode));
            }
            default -> throw new IOException("Unknown kind of tar entry '" + (char) header[156] + "' at " + path);
        }
    }

    private void file(Path path, long size) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("The archive ends in the middle of " + path);
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private static Path parent(Path path) {
        var parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var all = PosixFilePermission.values(); // owner, group, others; read, write, execute: as the bits from the left
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                permissions.add(all[bit]);
            }
        }
        return permissions;
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int offset, int length) {
        var digits = text(header, offset, length).trim();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
