package dev.rapier.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file of a migration that is still to be written. */
final class MigrationFile {
    private static final Pattern VERSIONED = Pattern.compile("V(\\d+)(?:[._]\\d+)*__.*\\.sql");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{Alnum}]+");

    private MigrationFile() {}

    /** Makes the file with the next number, with as many digits as the last one. */
    static Path create(Path directory, String name) throws IOException {
        var words = NOT_IN_NAMES.matcher(name.strip()).replaceAll("_").replaceAll("^_+|_+$", "");
        if (words.isEmpty()) {
            throw new IllegalArgumentException("A migration has a name of letters and digits, not '" + name + "'");
        }
        Files.createDirectories(directory);
        var file = directory.resolve("V" + next(directory) + "__" + words.toLowerCase(Locale.ROOT) + ".sql");
        Files.writeString(file, """
                -- %s
                --
                -- Runs once, in a transaction of its own. Once it was applied anywhere, leave it as it is and write another.

                """.formatted(name.strip()), StandardOpenOption.CREATE_NEW);
        return file;
    }

    private static String next(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var last = files.map(file -> VERSIONED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(version -> version.group(1))
                    .reduce("0", (a, b) -> Long.parseLong(a) > Long.parseLong(b) ? a : b);
            return ("%0" + last.length() + "d").formatted(Long.parseLong(last) + 1);
        }
    }
}
