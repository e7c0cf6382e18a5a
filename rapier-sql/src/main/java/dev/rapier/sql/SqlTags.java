package dev.rapier.sql;

import dev.rapier.async.Action;
import dev.rapier.async.ContextVar;
import dev.rapier.async.Coroutine;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is at work, for the comments at the end of statements that {@link DatabaseOptions#comments} asks for: they show in the log and
 * the statistics of the server.
 *
 * <pre>{@code
 * SqlTags.run(Map.of("job", "invoices"), () -> db.execute("UPDATE invoice SET sent = true"));
 * // UPDATE invoice SET sent = true /*job='invoices'*}{@code /
 * }</pre>
 *
 * <p>A server of Rapier adds {@code route} on its own. The form is that of sqlcommenter: sorted by name, values percent-encoded, so
 * that none can end the comment.
 *
 * <p>The text of the comment is part of the statement. A tag with few values, such as a route, costs little; with one that is new each
 * time, such as the id of a request, no prepared statement is ever found again: use it to look for something, not always.
 */
public final class SqlTags {
    private static final ContextVar<Map<String, String>> TAGS = ContextVar.of("tags of SQL comments", Map.of());

    /** Who adds tags to every statement. */
    private static final class Sources {
        static final List<SqlTagSource> ALL =
                ServiceLoader.load(SqlTagSource.class, SqlTags.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
    }

    private SqlTags() {}

    /** Runs the body with these tags beside those that are there; those of one name go before them. */
    public static <T extends @Nullable Object> T call(Map<String, String> tags, Coroutine<? extends T> body) {
        var all = new TreeMap<>(TAGS.get());
        all.putAll(tags);
        return TAGS.call(Map.copyOf(all), body);
    }

    /** {@link #call} for work without a result. */
    public static void run(Map<String, String> tags, Action body) {
        call(tags, () -> {
            body.run();
            return true;
        });
    }

    /** The comment with a blank before it; empty when there is nothing to say. */
    static String comment() {
        var tags = new TreeMap<String, String>();
        Sources.ALL.forEach(source -> tags.putAll(source.tags()));
        tags.putAll(TAGS.get());
        return tags.isEmpty()
                ? ""
                : tags.entrySet().stream()
                        .map(tag -> encode(tag.getKey()) + "='" + encode(tag.getValue()) + "'")
                        .collect(Collectors.joining(",", " /*", "*/"));
    }

    /** Percent-encoded but for what reads well and can't end a comment or a quote: without a star there is no end. */
    private static String encode(String text) {
        return DatabaseUrl.encode(text)
                .replace("*", "%2A")
                .replace("%2F", "/")
                .replace("%7B", "{")
                .replace("%7D", "}");
    }
}
