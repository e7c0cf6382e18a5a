package dev.rapier.client.declared;

import dev.rapier.http.PercentEncoding;
import dev.rapier.http.route.Convertor;
import dev.rapier.http.route.Part;
import dev.rapier.http.route.PathTemplate;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fills a path template with arguments. No argument can lead out of its place: dots, slashes and emptiness are refused or encoded. */
final class PathText {
    private final Method method;
    private final List<Part> parts;
    private final Map<String, Input> inputs;

    PathText(Method method, PathTemplate path, List<Input> inputs) {
        this.method = method;
        this.parts = path.parts();
        this.inputs = inputs.stream()
                .filter(input -> input.source() == Input.Source.PATH)
                .collect(Collectors.toMap(Input::name, Function.identity()));
    }

    String of(@Nullable Object[] arguments) {
        var path = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) -> path.append(PercentEncoding.encode(text, "/:@!$&'()*+,;="));
                case Part.Name(String name, Convertor convertor) ->
                    path.append(value(java.util.Objects.requireNonNull(inputs.get(name)), convertor, arguments));
            }
        }
        String text = path.toString();
        if (text.startsWith("//")) {
            return "/%2F" + text.substring(2); // two slashes would begin with a host
        }
        for (String segment : text.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException(
                        "the path of " + PlanReader.name(method) + " would be " + text + ", which leads elsewhere");
            }
        }
        return text;
    }

    private String value(Input input, Convertor convertor, @Nullable Object[] arguments) {
        List<String> texts = input.texts(arguments);
        boolean path = convertor == Convertor.PATH;
        if (!path && (texts.isEmpty() || texts.getFirst().isEmpty())) {
            throw new IllegalArgumentException(
                    input + " of " + PlanReader.name(method) + " is empty, and a segment of a path must not be");
        }
        return texts.isEmpty() ? "" : PercentEncoding.encode(texts.getFirst(), path ? "/" : "");
    }
}
