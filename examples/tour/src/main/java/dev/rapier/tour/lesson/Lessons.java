package dev.rapier.tour.lesson;

import dev.rapier.async.Fn;
import dev.rapier.sql.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All lessons in the order of the guide, and how to run them. */
public final class Lessons {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** A lesson and what it does on a console. */
    record Entry(Lesson lesson, Fn<Console, Object> body) {}

    private Lessons(List<Entry> all) {
        for (var entry : all) {
            if (entries.put(entry.lesson().name(), entry) != null) {
                throw new IllegalArgumentException(
                        "two lessons are named " + entry.lesson().name());
            }
        }
    }

    /** The lessons; some ask the database, some the tour's own server. */
    public static Lessons of(Database database, OwnServer server) {
        return new Lessons(Catalogue.entries(database, server));
    }

    /** What the lessons are, in order. */
    public List<Lesson> list() {
        return entries.values().stream().map(Entry::lesson).toList();
    }

    /** The lesson of a name. */
    public Optional<Lesson> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::lesson);
    }

    /**
     * Runs a lesson in the task of the caller, so that a cancel of that task ends it. A failure of the lesson is part of the
     * result.
     */
    public Run run(Lesson lesson, Console console) {
        var entry = entries.get(lesson.name());
        if (entry == null) {
            throw new IllegalArgumentException("there is no lesson " + lesson.name());
        }
        try {
            var result = entry.body().apply(console);
            return new Run(lesson.name(), console.millis(), result, null, console.lines(), console.bars());
        } catch (Exception e) {
            return new Run(lesson.name(), console.millis(), null, e.toString(), console.lines(), console.bars());
        }
    }
}
