package dev.rapier.tour.lesson;

import java.util.List;

/**
 * One section of the guide.
 *
 * @param name what it is called in paths: {@code sequential}
 * @param section the chapter that it belongs to
 * @param title its own title
 * @param python what does the same in Python
 * @param idea what it is about, as HTML
 * @param sources its Java files, the one to read first comes first
 * @param calls the requests that it sends to the tour's own server
 */
public record Lesson(
        String name, String section, String title, String python, String idea, List<Source> sources, List<Call> calls) {

    static Lesson of(String name, String section, String title, String python, List<Class<?>> files, List<Call> calls) {
        var sources = files.stream().map(Source::of).toList();
        return new Lesson(name, section, title, python, sources.getFirst().words(), sources, calls);
    }
}
