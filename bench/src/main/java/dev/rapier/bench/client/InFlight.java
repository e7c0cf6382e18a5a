package dev.rapier.bench.client;

import dev.rapier.client.jdk.JdkTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;

/** Thousands of calls that all wait for their answers at the same time, in a process that does nothing else. */
public final class InFlight {
    private InFlight() {}

    /** Takes who calls, the URL and the number of calls; prints lines of a name and a figure. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        int number = Integer.parseInt(arguments[2]);
        try (Caller caller = caller(arguments[0], number)) {
            var answered = new CountDownLatch(number);
            var threads = new ArrayList<Thread>(number);
            for (int i = 0; i < number; i++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    if (caller.get(arguments[1]).length > 0) {
                        answered.countDown();
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            System.out.println("failed " + answered.getCount());
            System.out.println("megabytes " + peakMegabytes());
        }
    }

    static Caller caller(String name, int connections) {
        return switch (name) {
            case "rapier" -> new ByRapier(connections);
            case "rapier-jdk" -> new ByRapier(JdkTransport::new, connections);
            case "jdk" -> new ByJdk();
            default -> new ByOkHttp(connections);
        };
    }

    private static long peakMegabytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(each -> each.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }
}
