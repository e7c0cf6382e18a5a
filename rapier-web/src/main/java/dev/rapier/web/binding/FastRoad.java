package dev.rapier.web.binding;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a body straight into the arguments, where all fits at first sight. */
final class FastRoad {
    private FastRoad() {}

    /** False where the slow road has to decide; the arguments may then be filled in part. */
    static boolean read(BodyInput body, byte[] bytes, @Nullable Object[] arguments) {
        try (JsonParser json = JsonSource.parser(bytes)) {
            json.nextToken();
            if (body.embedded()) {
                embedded(body.inputs(), json, arguments);
            } else {
                Input only = body.inputs().getFirst();
                arguments[only.index()] = value(only, json);
            }
            return json.nextToken() == null;
        } catch (Unfit | JacksonException otherwise) {
            return false;
        }
    }

    private static void embedded(List<Input> inputs, JsonParser json, @Nullable Object[] arguments) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Unfit();
        }
        boolean[] seen = new boolean[inputs.size()];
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            int place = place(inputs, name);
            if (place < 0) {
                json.skipChildren();
            } else {
                Input input = inputs.get(place);
                arguments[input.index()] = value(input, json);
                seen[place] = true;
            }
        }
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                arguments[inputs.get(i).index()] = preset(inputs.get(i));
            }
        }
    }

    private static int place(List<Input> inputs, String name) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Of the body itself and of a body parameter null is the same as missing. */
    private static @Nullable Object value(Input input, JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL
                ? preset(input)
                : input.shape().read(json);
    }

    private static @Nullable Object preset(Input input) {
        if (input.preset() == null) {
            throw new Unfit();
        }
        return input.preset().value();
    }
}
