package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    /** A program for a JVM that may open few files: survives more connections than that. */
    public static void main(String[] args) throws Exception {
        var app = new TestApplication().on("/", e -> TestApplication.text(e, 200, "ok"));
        try (var server = TestServer.start(DispatchMode.CARRIERS, app);
                var first = server.connect()) {
            System.out.println("limit " + OpenFiles.connections(10_000));
            first.get("/").answer();
            System.out.println("port " + server.engine().address().getPort());
            System.in.read();
            first.get("/").answer();
            System.out.println("alive");
            System.in.read();
        }
    }

    @Test
    void more_connections_than_files_neither_crash_nor_lock_out_those_that_are_served() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/limits")));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 256 && exec " + java
                                + " --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "
                                + System.getProperty("java.class.path") + " " + OpenFilesTest.class.getName())
                .redirectErrorStream(true)
                .start();
        List<RawClient> clients = new ArrayList<>();
        try (var out = process.inputReader();
                var in = process.getOutputStream()) {
            int limit = Integer.parseInt(out.readLine().substring("limit ".length()));
            assertThat(limit).isBetween(50, 192);
            int port = Integer.parseInt(out.readLine().substring("port ".length()));
            for (int i = 0; i < 400; i++) {
                clients.add(new RawClient(new InetSocketAddress("127.0.0.1", port)));
            }
            for (int i = 0; i < limit - 1; i++) {
                assertThat(clients.get(i).get("/").answer().status()).isEqualTo(200);
            }
            in.write('\n');
            in.flush();
            assertThat(out.readLine()).isEqualTo("alive");
            for (int i = 0; i < limit; i++) {
                clients.get(i).close();
            }
            assertThat(clients.get(limit).get("/").answer().status()).isEqualTo(200);
            in.write('\n');
            in.flush();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
            for (RawClient client : clients) {
                client.close();
            }
        }
    }
}
