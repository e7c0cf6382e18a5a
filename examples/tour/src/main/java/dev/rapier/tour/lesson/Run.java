package dev.rapier.tour.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of running a lesson.
 *
 * @param name the lesson
 * @param millis how long it took
 * @param result what it returned; of a lesson that sends calls the list of their {@link Answer}s
 * @param failure why it failed, if it did
 * @param lines what it printed
 * @param bars when its coroutines ran
 */
public record Run(
        String name,
        double millis,
        @Nullable Object result,
        @Nullable String failure,
        List<Event.Line> lines,
        List<Event.Bar> bars) {

    /**
     * The answer to one call.
     *
     * @param size bytes of the whole body
     * @param body its first lines
     * @param more how many lines follow those
     */
    public record Answer(
            String method,
            String path,
            int status,
            String contentType,
            double millis,
            long size,
            String body,
            long more) {}
}
