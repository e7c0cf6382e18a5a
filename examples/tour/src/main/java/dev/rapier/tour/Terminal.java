package dev.rapier.tour;

import dev.rapier.async.Async;
import dev.rapier.tour.lesson.Console;
import dev.rapier.tour.lesson.Lesson;
import dev.rapier.tour.lesson.Lessons;
import dev.rapier.tour.lesson.Run;
import java.io.PrintStream;
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
        var run = Async.run(() -> lessons.run(lesson, Console.echoing(line -> out.println("    " + line))));
        var end = run.failure() == null ? "=> " + shown(run) : "failed: " + run.failure();
        out.println(String.format(Locale.ROOT, "  %s  (%.2f s)", end, run.millis() / 1000));
        return run.failure() == null;
    }

    private static String shown(Run run) {
        var text = String.valueOf(run.result());
        return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }
}
