package dev.rapier.web.binding;

import dev.rapier.http.Default;
import dev.rapier.web.ValidationError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the texts of {@link Default}, once. */
final class Presets {
    private Presets() {}

    /** @param where for the message of an error at start-up */
    static Preset of(Default annotation, Shape shape, String where) {
        List<String> texts = List.of(annotation.value());
        boolean many = Inner.of(shape) instanceof ListShape;
        if (!many && texts.size() != 1) {
            throw new IllegalArgumentException(
                    "@Default on " + where + " has " + texts.size() + " values, but the type takes exactly one");
        }
        var problems = new FoundProblems();
        Object value = shape.convert(many ? texts : texts.getFirst(), problems);
        if (problems.count() > 0) {
            ValidationError first = problems.all().getFirst();
            throw new IllegalArgumentException(
                    "@Default(" + texts + ") on " + where + " does not fit its type: " + first.msg());
        }
        return new Preset(value, shown(Inner.of(shape), many ? texts : texts.getFirst()));
    }

    /** As a JSON value: numbers and booleans as such, all else as written. */
    private static @Nullable Object shown(Shape shape, Object text) {
        return switch (shape) {
            case IntegerShape _, FloatShape _, BooleanShape _ -> shape.convert(text, Problems.REFUSING);
            case ListShape list ->
                ((List<?>) text)
                        .stream()
                                .map(item -> shown(Inner.of(list.item()), String.valueOf(item)))
                                .toList();
            default -> text;
        };
    }
}
