package dev.rapier.web.binding;

import dev.rapier.web.HttpException;
import dev.rapier.web.Request;
import dev.rapier.web.RequestValidationException;
import dev.rapier.web.ValidationError;
import dev.rapier.web.json.JsonFault;
import dev.rapier.web.json.JsonLimit;
import dev.rapier.web.json.JsonText;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a handler that are read from the body.
 *
 * @param inputs in the order of their declaration; none where the body is not read
 * @param embedded whether each stands under its name in one JSON object, rather than the only one being the body
 * @param strictContentType whether a body without a content type is not JSON; may be decided after the compilation
 */
public record BodyInput(List<Input> inputs, boolean embedded, BooleanSupplier strictContentType) {
    /** Whether nothing is read from the body. */
    public boolean isEmpty() {
        return inputs.isEmpty();
    }

    /** Whether a request without a body is refused. */
    public boolean isRequired() {
        return inputs.stream().anyMatch(Input::isRequired);
    }

    /**
     * The fast road, and as far as the slow one goes without the parameters: a body that is not JSON is reported alone.
     *
     * @return null where the fast road has filled the arguments; else the body for {@link #convert}
     */
    @Nullable
    Raw read(Request request, @Nullable Object[] arguments) {
        if (inputs.isEmpty()) {
            return null;
        }
        byte[] body = request.body();
        if (body.length == 0) {
            return new Raw(null, false);
        }
        if (!isJson(request)) {
            boolean asBytes = !embedded && Inner.of(inputs.getFirst().shape()) instanceof BytesShape;
            return new Raw(asBytes ? body : new String(body, StandardCharsets.UTF_8), true);
        }
        return FastRoad.read(this, body, arguments) ? null : new Raw(parse(body), false);
    }

    /**
     * A body on the slow road.
     *
     * @param value plain, or bytes
     * @param unparsed whether it was not JSON
     */
    record Raw(@Nullable Object value, boolean unparsed) {}

    private boolean isJson(Request request) {
        return request.header("content-type").filter(text -> !text.isEmpty()).isEmpty()
                ? !strictContentType.getAsBoolean()
                : request.contentType().filter(type -> type.isJson()).isPresent();
    }

    private static @Nullable Object parse(byte[] body) {
        try {
            return JsonText.parse(JsonBytes.decode(body));
        } catch (JsonFault fault) {
            var error = new ValidationError(
                    "json_invalid",
                    List.of("body", fault.offset()),
                    "JSON decode error",
                    Map.of(),
                    Map.of("error", fault.getMessage()));
            throw new RequestValidationException(List.of(error), new String(body, StandardCharsets.UTF_8));
        } catch (JsonLimit | CharacterCodingException refused) {
            throw new HttpException(400, "There was an error parsing the body");
        }
    }

    /** The body for people, after the fast road has read it well. */
    @Nullable
    Object plain(Request request) {
        return inputs.isEmpty() ? null : parse(request.body());
    }

    /**
     * The schema of the body.
     *
     * @param name of the schema of several parameters
     */
    public Map<String, @Nullable Object> schema(String name, SchemaNames names) {
        if (!embedded) {
            return inputs.getFirst().schema(names);
        }
        List<RecordShape.Field> fields = inputs.stream().map(Input::field).toList();
        return names.reference(this, name, name, () -> RecordShape.objectSchema(name, fields, names));
    }

    /** The slow road, after the other parameters. */
    void convert(@Nullable Raw raw, @Nullable Object[] arguments, Problems problems) {
        if (raw == null) {
            return;
        }
        problems.enter(Source.BODY.word());
        if (!embedded) {
            Input only = inputs.getFirst();
            arguments[only.index()] = value(only, raw.value(), problems);
        } else if (raw.value() instanceof Map<?, ?> map) {
            embedded(map, arguments, problems);
        } else {
            // A JSON value that is no object lacks every parameter, even the optional ones: a quirk of FastAPI.
            boolean quirk = raw.value() != null && !raw.unparsed();
            for (Input input : inputs) {
                problems.enter(input.name());
                arguments[input.index()] = quirk ? missing(problems) : value(input, null, problems);
                problems.leave();
            }
        }
        problems.leave();
    }

    private void embedded(Map<?, ?> map, @Nullable Object[] arguments, Problems problems) {
        for (Input input : inputs) {
            problems.enter(input.name());
            arguments[input.index()] = value(input, map.get(input.name()), problems);
            problems.leave();
        }
    }

    private static @Nullable Object value(Input input, @Nullable Object value, Problems problems) {
        if (value == null) {
            return input.preset() == null ? missing(problems) : input.preset().value();
        }
        return value instanceof byte[] ? value : input.shape().convert(value, problems);
    }

    private static @Nullable Object missing(Problems problems) {
        problems.add("missing", "Field required", null);
        return null;
    }
}
