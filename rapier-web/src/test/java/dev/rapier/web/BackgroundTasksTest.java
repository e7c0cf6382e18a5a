package dev.rapier.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.web.memory.MemoryCall;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {
    private final LogLines log = new LogLines();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theyRunInOrderAfterTheAnswerHasBeenSent() {
        var answered = new CountDownLatch(1);
        try (Served served = Served.of(app -> app.get("/", request -> {
            request.backgroundTasks().add(answered::await);
            request.backgroundTasks().add(() -> done.add("first"));
            request.backgroundTasks().add(() -> done.add("second"));
            return "answer";
        }))) {
            MemoryCall call = served.get("/");

            assertThat(call.status()).isEqualTo(200);
            answered.countDown();
            call.awaitEnd();
            assertThat(done).containsExactly("first", "second");
        }
    }

    @Test
    void aFailingHandlerDiscardsThem() {
        try (Served served = Served.of(app -> app.get("/", request -> {
            request.backgroundTasks().add(() -> done.add("never"));
            throw new HttpException(400);
        }))) {
            MemoryCall call = served.get("/");
            call.awaitEnd();

            assertThat(call.status()).isEqualTo(400);
            assertThat(done).isEmpty();
        }
    }

    @Test
    void oneThatFailsIsLoggedAndTheRestAreSkipped() {
        try (Served served = Served.of(app -> app.get("/", request -> {
            request.backgroundTasks().add(() -> {
                throw new IllegalStateException("mail server is down");
            });
            request.backgroundTasks().add(() -> done.add("never"));
            return "answer";
        }))) {
            MemoryCall call = served.get("/");
            call.awaitEnd();

            assertThat(call.status()).isEqualTo(200);
            assertThat(done).isEmpty();
            assertThat(log.errors()).hasSize(1);
            assertThat(log.errors().getFirst()).contains("background task", "mail server is down");
        }
    }
}
