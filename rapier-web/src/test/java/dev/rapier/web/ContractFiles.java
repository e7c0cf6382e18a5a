package dev.rapier.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapier.web.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The recorded exchanges of the real FastAPI, which lie beside the project's folder; without them their tests are skipped. */
public final class ContractFiles {
    private ContractFiles() {}

    /** The lines of a file as JSON objects. Skips the test where the file is missing. */
    @SuppressWarnings("unchecked") // Each line is a JSON object.
    public static List<Map<String, Object>> lines(String name) {
        Path file = projectRoot().resolveSibling("shared").resolve("contract").resolve(name);
        assumeTrue(Files.exists(file), "Skipped: " + name + " is not beside the project");
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(line -> (Map<String, Object>) Objects.requireNonNull(JsonText.parse(line)))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return Objects.requireNonNull(folder, "no folder above has .mvn");
    }

    /** Whether two plain values are the same JSON; 3 and 3.0 are. */
    public static boolean same(Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return decimal(a).compareTo(decimal(b)) == 0;
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            Iterator<?> others = b.iterator();
            return a.size() == b.size() && a.stream().allMatch(item -> same(item, others.next()));
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet())
                    && a.entrySet().stream().allMatch(entry -> same(entry.getValue(), b.get(entry.getKey())));
        }
        return Objects.equals(one, other);
    }

    private static BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal exact -> exact;
            case BigInteger whole -> new BigDecimal(whole);
            case Double floating -> BigDecimal.valueOf(floating);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }
}
