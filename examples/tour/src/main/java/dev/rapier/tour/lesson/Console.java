package dev.rapier.tour.lesson;

import dev.rapier.async.Async;
import dev.rapier.async.Coroutine;
import dev.rapier.tour.lesson.Event.Bar;
import dev.rapier.tour.lesson.Event.Began;
import dev.rapier.tour.lesson.Event.Line;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What a lesson prints on. It keeps the lines and, for coroutines made by {@link #async}, when each began and ended, so
 * that a page can draw what ran side by side. Safe for use by several tasks at once.
 */
public final class Console {
    private final long start = System.nanoTime();
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Consumer<? super Event> watcher;

    private Console(Consumer<? super Event> watcher) {
        this.watcher = watcher;
    }

    /** A console that keeps what happens and tells nobody. */
    public static Console silent() {
        return new Console(event -> {});
    }

    /** A console that also tells the watcher at once, on the thread where it happens. */
    public static Console watched(Consumer<? super Event> watcher) {
        return new Console(watcher);
    }

    /** Prints one line. */
    public void print(Object line) {
        happened(new Line(millis(), String.valueOf(line)));
    }

    /** The same as {@link Async#async}: a lazy coroutine; while it runs it is a bar of the timeline. */
    public <T> Coroutine<T> async(String name, Coroutine<T> body) {
        return Async.async(() -> {
            var began = new Began(name, millis());
            happened(began);
            try {
                return body.run();
            } finally {
                happened(new Bar(name, began.at(), millis()));
            }
        });
    }

    /** What was printed so far, in order. */
    List<Line> lines() {
        return events(Line.class);
    }

    /** The coroutines that have ended so far, in the order of their ends. */
    List<Bar> bars() {
        return events(Bar.class);
    }

    /** Milliseconds since the console was made. */
    double millis() {
        return Math.round((System.nanoTime() - start) / 1e5) / 10.0;
    }

    private void happened(Event event) {
        events.add(event);
        watcher.accept(event);
    }

    private <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
