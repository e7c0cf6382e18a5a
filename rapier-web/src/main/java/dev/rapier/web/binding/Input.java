package dev.rapier.web.binding;

import dev.rapier.web.Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a handler that is read from a request.
 *
 * @param index of the Java parameter
 * @param name on the wire
 * @param preset what stands for a missing value; null where it is required
 * @param documentation for OpenAPI
 */
public record Input(
        int index,
        Source source,
        String name,
        Shape shape,
        @Nullable Preset preset,
        Documentation documentation) {

    /** Whether a request without it is refused. */
    public boolean isRequired() {
        return preset == null;
    }

    /** The JSON schema with title, description and default. */
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        Map<String, @Nullable Object> schema = shape.schema(names);
        documentation.describe(schema, name, preset);
        return schema;
    }

    /** As a key of a body that holds several parameters. */
    RecordShape.Field field() {
        return new RecordShape.Field(name, shape, preset, documentation);
    }

    /** Reads and converts; not for the body. */
    @Nullable
    Object read(Request request, Problems problems) {
        Object raw = raw(request);
        if (raw == null && preset != null) {
            return preset.value();
        }
        problems.enter(source.word());
        problems.enter(name);
        Object value = convert(raw, problems);
        problems.leave();
        problems.leave();
        return value;
    }

    private @Nullable Object convert(@Nullable Object raw, Problems problems) {
        if (raw == null) {
            problems.add("missing", "Field required", null);
            return null;
        }
        return shape.convert(raw, problems);
    }

    /** A string, a list of strings that is not empty, or null where the request does not bring it. */
    @Nullable
    Object raw(Request request) {
        boolean many = Inner.of(shape) instanceof ListShape;
        return switch (source) {
            case PATH -> request.pathParam(name);
            case QUERY ->
                many
                        ? presentOrNull(request.query().all(name))
                        : request.query(name).orElse(null);
            case HEADER ->
                many
                        ? presentOrNull(request.headers().all(name))
                        : request.header(name).orElse(null);
            case COOKIE -> request.cookies().get(name);
            case BODY -> throw new IllegalStateException("The body is read as a whole");
        };
    }

    private static @Nullable List<String> presentOrNull(List<String> values) {
        return values.isEmpty() ? null : values;
    }
}
