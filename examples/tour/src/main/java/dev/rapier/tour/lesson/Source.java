package dev.rapier.tour.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The Java source of a lesson as it was compiled; the build packs it beside the class, so that what is shown is what
 * runs.
 *
 * @param file its name
 * @param code the code from the type on, without package, imports and the type's own comment
 * @param words the type's comment as HTML
 */
public record Source(String file, String code, String words) {
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/\\s*", Pattern.DOTALL);
    private static final Pattern CODE_TAG = Pattern.compile("\\{@code ((?:[^{}]|\\{[^{}]*})*)}");

    /** Reads the source of a class that is packed beside it. */
    static Source of(Class<?> type) {
        var file = type.getSimpleName() + ".java";
        try (var in = type.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(
                        file + " is not beside its class: build the tour with Maven, which packs the sources");
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static Source parse(String file, String text) {
        var comment = COMMENT.matcher(text);
        if (!comment.find()) {
            throw new IllegalStateException(file + " has no comment that says what the lesson is about");
        }
        return new Source(file, text.substring(comment.end()).strip(), html(comment.group(1)));
    }

    private static String html(String javadoc) {
        var lines = javadoc.replaceAll("(?m)^\\s*\\* ?", "").strip();
        var html = CODE_TAG.matcher(lines).replaceAll(tag -> {
            var code = tag.group(1).replace("&", "&amp;").replace("<", "&lt;");
            return java.util.regex.Matcher.quoteReplacement("<code>" + code + "</code>");
        });
        return "<p>" + html;
    }
}
