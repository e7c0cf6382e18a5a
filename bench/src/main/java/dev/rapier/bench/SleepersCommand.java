package dev.rapier.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ten thousand requests that sleep at the same time. */
@Command(
        name = "sleepers",
        description = "Concurrent requests that sleep 2 s each: time until all are answered, and memory.",
        mixinStandardHelpOptions = true)
final class SleepersCommand implements Callable<Integer> {
    private static final long GIVE_UP_MILLIS = 60_000;
    private static final byte[] REQUEST =
            "GET /long-sleep HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Option(names = "--requests", description = "How many at once, at most 25000; default ${DEFAULT-VALUE}.")
    private int requests = 10_000;

    @Option(names = "--rounds", description = "Rounds against one process; default ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--jvm", description = "An option for the JVM of the server; may be repeated.")
    private List<String> jvm = new ArrayList<>();

    @Option(names = "--output", description = "The file for the figures; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("target", "bench", "sleepers.json");

    /**
     * One round.
     *
     * @param seconds from the first request sent to the last answer
     * @param ok answers with status 200
     * @param peakMegabytes most memory that was resident so far
     */
    record Round(double seconds, int ok, long peakMegabytes) {}

    /** What goes to the file. */
    record Result(Machine machine, int requests, long megabytesBefore, List<Round> rounds) {}

    @Override
    public Integer call() throws IOException {
        if (requests < 1 || requests > 25_000) {
            throw new IllegalArgumentException("--requests has to be between 1 and 25000");
        }
        Machine machine = Machine.here();
        var options = new ArrayList<>(jvm);
        options.add("-Drapier.in-flight-min=" + requests);
        options.add("-Drapier.in-flight-max=" + requests);
        options.add("-Drapier.max-connections=" + (requests + 100));
        List<String> command = Servers.command(Variant.LOOP_FIRST, options, List.of());
        try (ServerProcess server = ServerProcess.start("sleepers", command)) {
            long before = server.residentMegabytes();
            var results = new ArrayList<Round>();
            try (var crowd = new Crowd(server.port(), requests)) {
                for (int i = 0; i < rounds; i++) {
                    results.add(crowd.ask(server));
                }
            }
            for (Round round : results) {
                System.out.printf(
                        Locale.ROOT,
                        "%d requests that sleep 2 s: all answered after %.2f s, %d with 200; peak %d MB resident (%d MB before)%n",
                        requests,
                        round.seconds(),
                        round.ok(),
                        round.peakMegabytes(),
                        before);
            }
            System.out.println(machine.note());
            ResultFile.write(output, new Result(machine, requests, before, results));
        }
        return 0;
    }

    /** Many connections of one thread. */
    private static final class Crowd implements AutoCloseable {
        private final Selector selector = Selector.open();
        private final List<SocketChannel> channels = new ArrayList<>();
        private final ByteBuffer buffer = ByteBuffer.allocate(4096);

        Crowd(int port, int number) throws IOException {
            for (int i = 0; i < number; i++) {
                var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
                channels.add(channel);
            }
        }

        Round ask(ServerProcess server) throws IOException {
            long began = System.nanoTime();
            for (SocketChannel channel : channels) {
                channel.write(ByteBuffer.wrap(REQUEST));
            }
            int[] answered = new int[2];
            while (answered[0] < channels.size() && System.nanoTime() - began < GIVE_UP_MILLIS * 1_000_000) {
                selector.select(key -> read(key, answered), 1000);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Round(seconds, answered[1], server.peakMegabytes());
        }

        /** The answers are small: each comes in one piece. */
        private void read(SelectionKey key, int[] answered) {
            try {
                buffer.clear();
                int n = ((SocketChannel) key.channel()).read(buffer);
                answered[0]++;
                if (n > 12 && new String(buffer.array(), 0, 12, StandardCharsets.US_ASCII).equals("HTTP/1.1 200")) {
                    answered[1]++;
                } else {
                    key.cancel();
                }
            } catch (IOException broken) {
                key.cancel();
                answered[0]++;
            }
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        }
    }
}
