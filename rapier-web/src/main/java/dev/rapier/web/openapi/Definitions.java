package dev.rapier.web.openapi;

import dev.rapier.web.binding.SchemaNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The named schemas of a document. Their names are settled only when all are known: two types of one name bear the name of
 * their package, too, and a type whose input and output differ has two schemas.
 */
final class Definitions {
    private final Map<Object, Definition> byType = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> fixed = new HashMap<>();

    /** The names for what the server takes, or for what it sends. */
    SchemaNames names(boolean output) {
        return new SchemaNames() {
            @Override
            public boolean isOutput() {
                return output;
            }

            @Override
            public Map<String, @Nullable Object> reference(
                    Object type, String name, String qualifiedName, Supplier<Map<String, @Nullable Object>> schema) {
                Definition definition = byType.computeIfAbsent(type, _ -> new Definition(name, qualifiedName));
                definition.describe(output, schema);
                return refer(new Reference(definition, output));
            }
        };
    }

    /** Adds a schema under a name of its own. */
    Map<String, @Nullable Object> fixed(String name, Map<String, @Nullable Object> schema) {
        fixed.put(name, schema);
        return refer(Reference.PREFIX + name);
    }

    private static Map<String, @Nullable Object> refer(Object target) {
        var reference = new LinkedHashMap<String, @Nullable Object>();
        reference.put("$ref", target);
        return reference;
    }

    /** Settles the names; all schemas sorted by them. */
    Map<String, @Nullable Object> settle() {
        var taken = new HashMap<String, Integer>();
        byType.values().forEach(definition -> taken.merge(definition.name(), 1, Integer::sum));
        var all = new TreeMap<String, @Nullable Object>(fixed);
        for (Definition definition : byType.values()) {
            boolean unique = taken.getOrDefault(definition.name(), 0) == 1 && !fixed.containsKey(definition.name());
            definition.settle(unique, differs(definition, new HashSet<>()));
            definition.addTo(all);
        }
        return all;
    }

    /** Whether a type is both taken and sent, and looks different then, or holds one that does. */
    private static boolean differs(Definition definition, Set<Definition> visited) {
        return visited.add(definition)
                && definition.isTakenAndSent()
                && (definition.looksDifferent() || holdsDifferent(definition.input(), visited));
    }

    private static boolean holdsDifferent(@Nullable Object schema, Set<Definition> visited) {
        return switch (schema) {
            case Reference reference -> differs(reference.definition(), visited);
            case Map<?, ?> map -> map.values().stream().anyMatch(value -> holdsDifferent(value, visited));
            case List<?> list -> list.stream().anyMatch(value -> holdsDifferent(value, visited));
            case null, default -> false;
        };
    }
}
