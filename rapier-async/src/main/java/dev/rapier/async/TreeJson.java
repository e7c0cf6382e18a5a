package dev.rapier.async;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes a {@link TaskTree} as JSON (RFC 8259). */
final class TreeJson {
    private final StringBuilder out = new StringBuilder();

    /** Whether a comma must go before the next value. */
    private boolean comma;

    private TreeJson() {}

    static String of(TaskTree tree) {
        var json = new TreeJson();
        json.object(() -> {
            json.list("roots", tree.roots(), json::entry);
            json.key("hidden").raw(Long.toString(tree.hidden()));
            json.list("circles", tree.circles(), json::string);
        });
        return json.out.toString();
    }

    private void entry(TreeEntry entry) {
        object(() -> {
            switch (entry) {
                case TaskEntry task -> task(task);
                case ScopeEntry scope -> {
                    key("what").string(scope.what());
                    seconds("remaining", scope.remaining());
                    text("cancelReason", scope.cancelReason());
                    text("madeAt", scope.madeAt());
                }
            }
            if (!entry.inside().isEmpty()) {
                list("inside", entry.inside(), this::entry);
            }
            if (entry.hidden() > 0) {
                key("hidden").raw(Long.toString(entry.hidden()));
            }
        });
    }

    private void task(TaskEntry task) {
        key("number").raw(Long.toString(task.number()));
        key("name").string(task.name());
        key("state").string(task.state().name());
        text("waitingFor", task.waitingFor());
        if (!task.awaitedBy().isEmpty()) {
            list("awaitedBy", task.awaitedBy(), this::string);
        }
        seconds("age", Optional.of(task.age()));
        seconds("remaining", task.remaining());
        text("cancelReason", task.cancelReason());
        text("madeAt", task.madeAt());
        if (!task.stack().isEmpty()) {
            list("stack", task.stack(), frame -> string(frame.toString()));
        }
    }

    private void text(String key, Optional<String> value) {
        value.ifPresent(text -> key(key).string(text));
    }

    private void seconds(String key, Optional<Duration> value) {
        value.ifPresent(time -> key(key).raw(Double.toString(time.toMillis() / 1000.0)));
    }

    private TreeJson key(String key) {
        string(key);
        out.append(':');
        comma = false;
        return this;
    }

    private void object(Runnable members) {
        separate().append('{');
        comma = false;
        members.run();
        out.append('}');
        comma = true;
    }

    private <E> void list(String key, List<? extends E> values, Consumer<? super E> writer) {
        key(key).separate().append('[');
        comma = false;
        values.forEach(writer);
        out.append(']');
        comma = true;
    }

    private void raw(String value) {
        separate().append(value);
        comma = true;
    }

    private void string(String text) {
        separate().append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                        escape(c); // surrogates too: half a pair can't be written as UTF-8
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
        comma = true;
    }

    private void escape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 15, 16));
        }
    }

    private StringBuilder separate() {
        if (comma) {
            out.append(',');
        }
        return out;
    }
}
