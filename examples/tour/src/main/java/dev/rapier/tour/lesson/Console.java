package dev.rapier.tour.lesson;

import dev.rapier.async.Async;
import dev.rapier.async.Coroutine;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What a lesson prints on. It keeps the lines and, for coroutines made by {@link #async}, when each began and ended, so
 * that a page can draw what ran side by side. Times are milliseconds since the console was made. Safe for use by
 * several tasks at once.
 */
public final class Console {
    private final long start = System.nanoTime();
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final Queue<Bar> bars = new ConcurrentLinkedQueue<>();
    private final Consumer<String> echo;

    private Console(Consumer<String> echo) {
        this.echo = echo;
    }

    /** A console that keeps its lines and shows them to nobody. */
    public static Console silent() {
        return new Console(line -> {});
    }

    /** A console that also hands each line on at once. */
    public static Console echoing(Consumer<String> echo) {
        return new Console(echo);
    }

    /** Prints one line. */
    public void print(Object line) {
        var text = String.valueOf(line);
        lines.add(new Line(millis(), text));
        echo.accept(text);
    }

    /** The same as {@link Async#async}: a lazy coroutine; while it runs it is a bar of the timeline. */
    public <T> Coroutine<T> async(String name, Coroutine<T> body) {
        return Async.async(() -> {
            var began = millis();
            try {
                return body.run();
            } finally {
                bars.add(new Bar(name, began, millis()));
            }
        });
    }

    /** What was printed so far, in order. */
    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** The coroutines that have ended so far, in the order of their ends. */
    List<Bar> bars() {
        return List.copyOf(bars);
    }

    /** Milliseconds since the console was made. */
    double millis() {
        return Math.round((System.nanoTime() - start) / 1e5) / 10.0;
    }

    /** One printed line and when it was printed. */
    public record Line(double at, String text) {}

    /** One coroutine and when it ran. */
    public record Bar(String name, double start, double end) {}
}
