package dev.rapier.tour.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Async;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LessonsTest {
    private final Lessons lessons = Disconnected.lessons();

    @Test
    void everyLessonShowsTheSourceThatWasCompiled() {
        assertThat(lessons.list())
                .allSatisfy(lesson -> assertThat(lesson.sources())
                        .isNotEmpty()
                        .allSatisfy(source -> assertThat(source.code())
                                .contains(" " + source.file().replace(".java", ""))));
    }

    @Test
    void theWordsOfALessonAreTheCommentOfItsFile() {
        var sequential = lessons.find("sequential").orElseThrow();
        assertThat(sequential.idea())
                .contains("Sequential execution: SLOW")
                .contains("<code>await</code>")
                .contains("Total time: 3 seconds (2 + 1)")
                .doesNotContain("*", "{@code");
    }

    @Test
    void codeInTheWordsIsNotTakenForMarkup() {
        assertThat(lessons.find("dict-comprehension").orElseThrow().idea())
                .contains("<code>{i: await fetch_item(i) for i in range(10)}</code>");
    }

    @Test
    void aLessonThatFailsSaysWhy() {
        var lesson = lessons.find("connection-manager").orElseThrow();
        var run = Async.run(() -> lessons.run(lesson, Console.silent()));
        assertThat(run.failure()).contains("not connected");
        assertThat(run.result()).isNull();
    }

    @Test
    void aCancelledLessonEndsAtOnce() {
        var sequential = lessons.find("sequential").orElseThrow();
        var run = Async.run(
                () -> Async.moveOnAfter(Duration.ofMillis(100), () -> lessons.run(sequential, Console.silent())));
        assertThat(run).isEmpty();
    }
}
