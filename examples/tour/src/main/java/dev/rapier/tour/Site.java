package dev.rapier.tour;

import static dev.rapier.async.Async.group;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.http.Get;
import dev.rapier.http.Post;
import dev.rapier.http.Tags;
import dev.rapier.tour.lesson.Console;
import dev.rapier.tour.lesson.Event;
import dev.rapier.tour.lesson.Lesson;
import dev.rapier.tour.lesson.Lessons;
import dev.rapier.tour.lesson.Run;
import dev.rapier.web.App;
import dev.rapier.web.HttpException;
import dev.rapier.web.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;

/** The page of the tour, and the lessons that it shows and runs. */
final class Site {
    /** The page needs nothing from elsewhere and may be shown in nobody's frame. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Lessons lessons;

    Site(Lessons lessons) {
        this.lessons = lessons;
    }

    /** Adds the page and the lessons to an application. */
    void addTo(App app) {
        file(app, "/", "index.html", "text/html");
        file(app, "/tour/style.css", "style.css", "text/css");
        file(app, "/tour/page.js", "page.js", "text/javascript");
        file(app, "/tour/icon.svg", "icon.svg", "image/svg+xml");
        app.include(this);
    }

    @Get("/lessons")
    @Tags("lessons")
    List<Lesson> lessons() {
        return lessons.list();
    }

    /** Runs a lesson and answers when it has ended; a client that goes away cancels it. */
    @Post("/lessons/{name}/run")
    @Tags("lessons")
    Run run(String name) {
        return lessons.run(lesson(name), Console.silent());
    }

    /** Runs a lesson and tells what happens while it happens, one JSON object a line; the last one is the whole run. */
    @Post("/lessons/{name}/live")
    @Tags("lessons")
    AsyncGenerator<Map<String, Object>> live(String name) {
        var lesson = lesson(name);
        return AsyncGenerator.of(out -> group(group -> {
            var events = new LinkedBlockingQueue<Map<String, Object>>();
            group.start(() ->
                    events.add(Map.of("run", lessons.run(lesson, Console.watched(event -> events.add(named(event)))))));
            while (true) {
                var event = events.take();
                out.yield(event);
                if (event.containsKey("run")) {
                    return event;
                }
            }
        }));
    }

    private Lesson lesson(String name) {
        return lessons.find(name).orElseThrow(() -> new HttpException(404, "Lesson not found"));
    }

    private static Map<String, Object> named(Event event) {
        return switch (event) {
            case Event.Line line -> Map.of("line", line);
            case Event.Began began -> Map.of("began", began);
            case Event.Bar bar -> Map.of("bar", bar);
        };
    }

    private static void file(App app, String path, String name, String mediaType) {
        var content = read(name);
        app.get(
                        path,
                        request -> Response.of(content, mediaType)
                                .header("content-security-policy", CONTENT_SECURITY_POLICY)
                                .header("x-content-type-options", "nosniff")
                                .header("cache-control", "no-cache"))
                .nonBlocking()
                .hidden();
    }

    private static byte[] read(String name) {
        try (var in = Site.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("page/" + name + " is missing in the tour's resources");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("page/" + name + " can't be read", e);
        }
    }
}
