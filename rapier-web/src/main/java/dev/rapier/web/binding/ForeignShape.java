package dev.rapier.web.binding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** A type that we don't take apart (a class with setters, a sealed interface with Jackson's annotations): Jackson reads it. */
record ForeignShape(JavaType type, JsonMapper mapper) implements Shape {
    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        try {
            return mapper.convertValue(input, type);
        } catch (JacksonException | IllegalArgumentException refused) {
            int steps = enter(refused, problems);
            problems.addValueError(message(refused), input);
            for (int i = 0; i < steps; i++) {
                problems.leave();
            }
            return null;
        }
    }

    private static int enter(Exception refused, Problems problems) {
        if (!(refused instanceof MismatchedInputException mismatch)) {
            return 0;
        }
        for (JacksonException.Reference step : mismatch.getPath()) {
            String name = step.getPropertyName();
            problems.enter(name == null ? (Object) step.getIndex() : name);
        }
        return mismatch.getPath().size();
    }

    private static String message(Exception refused) {
        String message =
                refused instanceof JacksonException jackson ? jackson.getOriginalMessage() : refused.getMessage();
        return message == null ? "not accepted" : message;
    }

    @Override
    public @Nullable Object read(JsonParser json) {
        try {
            return mapper.readValue(json, type);
        } catch (JacksonException | IllegalArgumentException refused) {
            throw new Unfit();
        }
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return new LinkedHashMap<>();
    }

    @Override
    public boolean isScalar() {
        return false;
    }
}
