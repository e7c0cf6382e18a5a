package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service in one file, in a process of its own, from its first line to its end. */
class OneFileProgramTest {

    @TempDir
    Path folder;

    @Test
    void it_serves_until_it_is_asked_to_end() throws Exception {
        try (ServedProgram program = ServedProgram.rapier(List.of("run", "examples/offers.java", "--port", "0"))) {
            assertThat(program.get("/offers/3").body())
                    .isEqualTo("{\"part\":{\"id\":3,\"name\":\"Blade\",\"price\":9.5},\"stock\":21}");
            assertThat(program.terminate()).isZero();
        }
    }

    @Test
    void java_alone_runs_it_where_each_parameter_bears_its_name() throws Exception {
        Path file = Files.writeString(folder.resolve("app.java"), """
                import module dev.rapier;
                import static dev.rapier.async.Async.*;

                record Sum(int left, int right, int sum) {}

                @Get("/sum/{left}")
                Sum sum(@PathParam("left") int a, @Query("right") int b) {
                    return gather(() -> a, () -> b, (x, y) -> new Sum(x, y, x + y));
                }

                void main() { Rapier.serve(this); }
                """);
        try (ServedProgram program = ServedProgram.javaAlone(file)) {
            assertThat(program.get("/sum/3?right=4").body()).isEqualTo("{\"left\":3,\"right\":4,\"sum\":7}");
            assertThat(program.terminate()).isZero();
        }
    }
}
