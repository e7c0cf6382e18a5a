package dev.rapier.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is made for requests, by its type. Filled before the application starts, read only afterwards. */
final class Provisions {
    private final Map<Class<?>, Provision<?>> byType = new LinkedHashMap<>();

    /** Adds one; there can be one of a type. */
    void add(Provision<?> provision) {
        Class<?> type = provision.type();
        if (type.isPrimitive() || type == Request.class) {
            throw new IllegalArgumentException(
                    provision.name() + " can't provide a " + type.getSimpleName() + ", which means something already");
        }
        Provision<?> before = byType.putIfAbsent(type, provision);
        if (before != null) {
            throw new IllegalArgumentException("A " + type.getName() + " is provided by " + before.name()
                    + " already, and can't be by " + provision.name() + ", too");
        }
    }

    /** Whether a parameter of this type is provided. */
    boolean has(Class<?> type) {
        return byType.containsKey(type);
    }

    /**
     * What makes these types, with all that it needs itself, in the order in which it has to be made.
     *
     * @param who needs them
     * @throws IllegalArgumentException if nobody makes one of them, or if they need each other in a circle
     */
    List<Provision<?>> inOrder(List<Class<?>> needs, String who) {
        var ordered = new LinkedHashSet<Provision<?>>();
        needs.forEach(type -> add(type, who, new LinkedHashSet<>(), ordered));
        return List.copyOf(new ArrayList<>(ordered));
    }

    private void add(Class<?> type, String who, SequencedSet<Class<?>> above, SequencedSet<Provision<?>> ordered) {
        @Nullable Provision<?> provision = byType.get(type);
        if (provision == null) {
            throw new IllegalArgumentException(who + " needs a " + type.getName() + ", which nothing provides: call"
                    + " app.provide(" + type.getSimpleName() + ".class, ..), or write a method with @Provides that"
                    + " returns one");
        }
        if (!above.add(type)) {
            throw new IllegalArgumentException("What is provided needs itself: "
                    + above.stream().map(Class::getSimpleName).collect(Collectors.joining(" needs ")) + " needs "
                    + type.getSimpleName());
        }
        provision.needs().forEach(need -> add(need, provision.name(), above, ordered));
        above.remove(type);
        ordered.add(provision);
    }
}
