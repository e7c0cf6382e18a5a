package dev.rapier.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the figures were measured on. */
record Machine(String cpu, int cores, long memoryMegabytes, String kernel, String java, double loadAtStart) {
    static Machine here() {
        try {
            String cpu = Files.readString(Path.of("/proc/cpuinfo"))
                    .lines()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
            long kilobytes = Files.readString(Path.of("/proc/meminfo"))
                    .lines()
                    .filter(line -> line.startsWith("MemTotal"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
            return new Machine(
                    cpu,
                    Runtime.getRuntime().availableProcessors(),
                    kilobytes / 1024,
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        } catch (IOException e) {
            throw new UncheckedIOException("/proc can't be read; the measurements need Linux", e);
        }
    }

    String note() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d MB, %s, %s; load at the start %.1f; load generator, servers and database on the same machine",
                cpu,
                cores,
                memoryMegabytes,
                kernel,
                java,
                loadAtStart);
    }
}
