package dev.rapier.tour;

import dev.rapier.async.Async;
import dev.rapier.tour.lesson.Console;
import dev.rapier.tour.lesson.Event;
import dev.rapier.tour.lesson.Lesson;
import dev.rapier.tour.lesson.Lessons;
import dev.rapier.tour.lesson.Run;
import dev.rapier.tour.lesson.Run.Answer;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Runs all lessons one after the other and prints what they print, what they return and how long they took. */
final class Terminal {
    private final Lessons lessons;
    private final PrintStream out;

    Terminal(Lessons lessons, PrintStream out) {
        this.lessons = lessons;
        this.out = out;
    }

    /** Whether every lesson went well. */
    boolean runAll() {
        var section = "";
        var good = true;
        for (var lesson : lessons.list()) {
            if (!lesson.section().equals(section)) {
                section = lesson.section();
                out.println("\n== " + section + " ==");
            }
            good &= run(lesson);
        }
        return good;
    }

    private boolean run(Lesson lesson) {
        out.println("\n" + lesson.title());
        var run = Async.run(() -> lessons.run(lesson, Console.watched(this::print)));
        out.println(String.format(Locale.ROOT, "  %s  (%.2f s)", shown(run), run.millis() / 1000));
        return run.failure() == null;
    }

    private void print(Event event) {
        if (event instanceof Event.Line line) {
            out.println("    " + line.text());
        }
    }

    private String shown(Run run) {
        if (run.failure() != null) {
            return "failed: " + run.failure();
        }
        if (run.result() instanceof List<?> results && !results.isEmpty() && results.getFirst() instanceof Answer) {
            results.forEach(this::printAnswer);
            return "=> " + results.size() + (results.size() == 1 ? " answer" : " answers");
        }
        return "=> " + shortened(String.valueOf(run.result()));
    }

    private void printAnswer(Object answered) {
        if (answered instanceof Answer answer) {
            var body = shortened(answer.body().replace("\n", " | "));
            out.println("    " + answer.method() + " " + answer.path() + " -> " + answer.status() + " " + body);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 140 ? text : text.substring(0, 137) + "...";
    }
}
