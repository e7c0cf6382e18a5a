package dev.rapier.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes events of the lines of an event stream, by the rules of HTML, section 9.2.6. One thread at a time. */
final class EventReader {
    private final StringBuilder data = new StringBuilder();
    private String event = "";
    private String id = "";
    private Optional<Duration> retry = Optional.empty();
    private boolean first = true;

    /** The event that ends with this line; null where none does. An event without data is none. */
    @Nullable
    ReceivedEvent line(String text) {
        String line = first && text.startsWith("\uFEFF") ? text.substring(1) : text;
        first = false;
        if (line.isEmpty()) {
            return dispatch();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (field) {
            case "data" -> data.append(value).append('\n');
            case "event" -> event = value;
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            case "retry" -> retry = millis(value).or(() -> retry);
            default -> {} // a comment, or a field of the future
        }
        return null;
    }

    private static Optional<Duration> millis(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() < 16 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Duration.ofMillis(Long.parseLong(digits))) : Optional.empty();
    }

    private @Nullable ReceivedEvent dispatch() {
        ReceivedEvent made = data.isEmpty()
                ? null
                : new ReceivedEvent(
                        event.isEmpty() ? "message" : event, data.substring(0, data.length() - 1), id, retry);
        data.setLength(0);
        event = "";
        return made;
    }
}
