package dev.rapier.client.declared;

import dev.rapier.client.ClientCall;
import dev.rapier.client.Payload;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes the body: one argument as it is, or an object of several under their names. */
final class BodyPlan {
    private final List<Input> inputs;
    private final boolean embedded;

    BodyPlan(Method method, List<Input> inputs) {
        this.inputs = inputs;
        this.embedded = inputs.size() > 1 || inputs.stream().anyMatch(Input::embed);
        if (embedded && inputs.stream().anyMatch(input -> input.name().isEmpty())) {
            throw PlanReader.refused(
                    method,
                    "its body has several parameters, but their names are not there at run time: compile with"
                            + " `javac -parameters`, or write @Body(\"name\")");
        }
    }

    void put(ClientCall call, @Nullable Object[] arguments) {
        if (inputs.isEmpty()) {
            return;
        }
        if (embedded) {
            var object = new LinkedHashMap<String, Object>();
            for (Input input : inputs) {
                Object value = input.value(arguments);
                if (value != null) {
                    object.put(input.name(), value);
                }
            }
            call.json(object);
            return;
        }
        switch (inputs.getFirst().value(arguments)) {
            case null -> {}
            case Payload payload -> call.payload(payload);
            case byte[] bytes -> call.payload(Payload.bytes(bytes, "application/octet-stream"));
            case Object value -> call.json(value);
        }
    }
}
