package dev.rapier.web.openapi;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A named type with what it looks like when it is taken and when it is sent. */
final class Definition {
    private final String name;
    private final String qualifiedName;
    private @Nullable Map<String, @Nullable Object> input;
    private @Nullable Map<String, @Nullable Object> output;
    private String settledName = "";
    private boolean separate;

    Definition(String name, String qualifiedName) {
        this.name = name;
        this.qualifiedName = qualifiedName;
    }

    /** Describes the type unless that has been done; it may hold itself. */
    void describe(boolean sent, Supplier<Map<String, @Nullable Object>> schema) {
        if (sent && output == null) {
            output = Map.of();
            output = schema.get();
        } else if (!sent && input == null) {
            input = Map.of();
            input = schema.get();
        }
    }

    String name() {
        return name;
    }

    @Nullable
    Map<String, @Nullable Object> input() {
        return input;
    }

    boolean isTakenAndSent() {
        return input != null && output != null;
    }

    boolean looksDifferent() {
        return input != null && !input.equals(output);
    }

    void settle(boolean unique, boolean asTwo) {
        settledName = unique ? name : qualifiedName;
        separate = asTwo;
    }

    /** The name of the schema in the document. */
    String schemaName(boolean sent) {
        return separate ? settledName + (sent ? "-Output" : "-Input") : settledName;
    }

    void addTo(Map<String, @Nullable Object> schemas) {
        if (input != null) {
            schemas.put(schemaName(false), input);
        }
        if (output != null) {
            schemas.put(schemaName(true), output);
        }
    }
}
