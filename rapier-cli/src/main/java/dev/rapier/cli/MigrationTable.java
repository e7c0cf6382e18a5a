package dev.rapier.cli;

import dev.rapier.sql.Migration;
import dev.rapier.sql.MigrationState;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The migrations as a table for people. */
final class MigrationTable {
    private static final List<String> HEAD =
            List.of("version", "file", "state", "applied at", "by", "took", "checksum");

    private MigrationTable() {}

    static String of(List<Migration> migrations) {
        List<List<String>> lines = new ArrayList<>(List.of(HEAD));
        migrations.forEach(migration -> lines.add(line(migration)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        String table = lines.stream()
                .map(line -> IntStream.range(0, HEAD.size())
                        .mapToObj(column -> pad(line.get(column), widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
        long pending = migrations.stream()
                .filter(migration -> migration.state() == MigrationState.PENDING)
                .count();
        return table + "\n" + migrations.size() + " migrations, " + pending + " pending";
    }

    private static List<String> line(Migration migration) {
        return List.of(
                migration.version().orElse("-"),
                migration.file(),
                migration.state().toString(),
                migration
                        .appliedAt()
                        .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("-"),
                migration.appliedBy().orElse("-"),
                migration.took().map(time -> time.toMillis() + " ms").orElse("-"),
                migration.checksum().map(Integer::toUnsignedString).orElse("-"));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
