package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the guide to coroutines and of the pages that belong to it. */
class AsyncGuideTest {

    @TempDir
    Path folder;

    @Test
    void java_alone_runs_its_first_program_too() throws Exception {
        Path file = Files.writeString(
                folder.resolve("hello.java"),
                DocsPage.of("async.md").examples().getFirst().source());
        assertThat(DocsRun.output(folder, ServedProgram.javaAloneCommand(file))).isEqualTo("made\nHello Ada");
    }

    @TestFactory
    Stream<DynamicTest> the_guide() {
        return DocsPage.of("async.md").tests();
    }

    @TestFactory
    Stream<DynamicTest> the_page_on_cancellation() {
        return DocsPage.of("async-cancellation.md").tests();
    }

    @TestFactory
    Stream<DynamicTest> the_page_on_generators_and_resources() {
        return DocsPage.of("async-generators.md").tests();
    }

    @TestFactory
    Stream<DynamicTest> the_page_on_locks_queues_and_context_variables() {
        return DocsPage.of("async-primitives.md").tests();
    }

    @TestFactory
    Stream<DynamicTest> the_page_on_debugging() {
        return DocsPage.of("debugging.md").tests();
    }

    @TestFactory
    Stream<DynamicTest> the_page_on_tests() {
        return DocsPage.of("testing.md").tests();
    }
}
