package dev.rapier.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.web.engine.Engine;
import dev.rapier.web.engine.ThreadKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class StartUpTest {
    /** A program for a JVM of its own: calls a quick handler until it begins on the loop, or long enough. */
    public static void main(String[] args) throws Exception {
        var app = new TestApplication()
                .on(
                        "/",
                        e -> TestApplication.text(e, 200, Thread.currentThread().toString()));
        try (var server = TestServer.start(DispatchMode.configured(), app);
                var client = server.connect()) {
            String last = "";
            long end = System.nanoTime()
                    + Duration.ofSeconds(args.length > 0 ? 20 : 1).toNanos();
            while (System.nanoTime() < end && !last.contains("eventloop")) {
                last = client.get("/").answer().body();
            }
            System.out.println(last);
        }
    }

    private static String run(boolean loop, String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StartUpTest.class.getName()));
        if (loop) {
            command.add("until-on-loop");
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void without_the_open_package_the_carriers_serve_and_one_line_says_so() throws Exception {
        String output = run(false);
        assertThat(output).contains("ForkJoinPool");
        assertThat(output.lines().filter(line -> line.contains("--add-opens=java.base/java.lang=ALL-UNNAMED")))
                .hasSize(1);
    }

    @Test
    void with_the_open_package_nothing_is_said_and_handlers_begin_on_the_loop() throws Exception {
        String output = run(true, "--add-opens=java.base/java.lang=ALL-UNNAMED");
        assertThat(output.lines()).hasSize(1);
        assertThat(output).contains("vert.x-eventloop").doesNotContain("ForkJoinPool");
    }

    @Test
    void the_dispatch_can_be_chosen_by_a_system_property() throws Exception {
        String output = run(false, "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Drapier.dispatch=carriers");
        assertThat(output.lines()).hasSize(1);
        assertThat(output).contains("ForkJoinPool");
    }

    @Test
    void the_engine_is_found_as_a_service() {
        assertThat(ServiceLoader.load(Engine.class)).singleElement().isInstanceOf(VertxEngine.class);
    }

    @Test
    void in_development_a_non_blocking_handler_that_blocks_is_reported_with_its_stack() throws Exception {
        List<LogRecord> records = new CopyOnWriteArrayList<>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.rapier.vertx");
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        System.setProperty("rapier.dev", "true");
        var app = new TestApplication()
                .on("/blocks", ThreadKind.NON_BLOCKING, e -> {
                    blockTheLoop();
                    TestApplication.text(e, 200, "");
                })
                .on("/quick", ThreadKind.NON_BLOCKING, e -> TestApplication.text(e, 200, ""));
        try (var server = TestServer.start(DispatchMode.LOOP_FIRST, app);
                var client = server.connect()) {
            client.get("/quick").answer();
            client.get("/blocks").answer();
            client.get("/quick").answer();
            TestServer.await("the report", () -> !records.isEmpty());
        } finally {
            System.clearProperty("rapier.dev");
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.getMessage()).contains("/blocks").contains("@NonBlocking");
            assertThat(record.getThrown().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("blockTheLoop"));
        });
    }

    private static void blockTheLoop() throws InterruptedException {
        Thread.sleep(300);
    }
}
