package dev.rapier.vertx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** How many files, and so connections, the system lets this process open. */
final class OpenFiles {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path OPEN = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** Empty where the system does not tell, or sets no limit. */
    static OptionalInt limit() {
        try (Stream<String> lines = Files.lines(LIMITS)) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split("\\s+")[3])
                    .filter(soft -> soft.chars().allMatch(Character::isDigit))
                    .mapToInt(soft -> (int) Math.min(Long.parseLong(soft), Integer.MAX_VALUE))
                    .findFirst();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * The wanted number of connections, or three quarters of the files that can still be opened where that is less: the
     * rest is for everything else.
     */
    static int connections(int wanted) {
        OptionalInt limit = limit();
        return limit.isEmpty() ? wanted : Math.clamp((limit.getAsInt() - open()) / 4 * 3L, 1, wanted);
    }

    private static int open() {
        try (Stream<Path> files = Files.list(OPEN)) {
            return (int) files.count();
        } catch (IOException e) {
            return 0;
        }
    }
}
