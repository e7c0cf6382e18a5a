package dev.rapier.web;

import dev.rapier.http.route.PathTemplate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is made for requests, by its type, and what stands in its place in tests. */
final class Provisions {
    /** Filled before the application starts, read only afterwards. */
    private final Map<Class<?>, Provision<?>> byType = new LinkedHashMap<>();

    private final AtomicReference<Overrides> overrides = new AtomicReference<>(new Overrides(Map.of()));

    /** What stands in the place of others, and what each route needs because of that, found out when first asked for. */
    private record Overrides(Map<Class<?>, Provision<?>> byType, Map<Endpoint, List<Provider<?>>> ofEndpoints) {
        Overrides(Map<Class<?>, Provision<?>> byType) {
            this(byType, new ConcurrentHashMap<>());
        }
    }

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

    /** Puts one in the place of that which is there. */
    void override(Provision<?> provision) {
        if (!has(provision.type())) {
            throw new IllegalArgumentException("There is nothing to override: nothing provides a "
                    + provision.type().getName() + " so far");
        }
        overrides.updateAndGet(before -> {
            var more = new LinkedHashMap<>(before.byType());
            more.put(provision.type(), provision);
            return new Overrides(Map.copyOf(more));
        });
    }

    /** Takes back all overrides. */
    void withoutOverrides() {
        overrides.set(new Overrides(Map.of()));
    }

    /** Whether a parameter of this type is provided. */
    boolean has(Class<?> type) {
        return byType.containsKey(type);
    }

    /** What has to be made for a request of this route, in order, with what is overridden now. */
    List<Provider<?>> of(Endpoint endpoint) {
        if (endpoint.needs().isEmpty()) {
            return List.of();
        }
        Overrides now = Objects.requireNonNull(overrides.get());
        return now.ofEndpoints()
                .computeIfAbsent(
                        endpoint, _ -> inOrder(endpoint.needs(), endpoint.path(), endpoint.name(), now.byType()));
    }

    /**
     * What makes these types, with all that it needs itself, in the order in which it has to be made, without what is overridden.
     *
     * @param who needs them
     * @throws IllegalArgumentException if nobody makes one of them, if they need each other in a circle, or if one reads something that
     *     requests for this path do not have
     */
    List<Provider<?>> inOrder(List<Class<?>> needs, PathTemplate path, String who) {
        return inOrder(needs, path, who, Map.of());
    }

    private List<Provider<?>> inOrder(
            List<Class<?>> needs, PathTemplate path, String who, Map<Class<?>, Provision<?>> instead) {
        var ordered = new LinkedHashSet<Provider<?>>();
        needs.forEach(type -> add(type, path, who, instead, new LinkedHashSet<>(), ordered));
        return List.copyOf(ordered);
    }

    private void add(
            Class<?> type,
            PathTemplate path,
            String who,
            Map<Class<?>, Provision<?>> instead,
            SequencedSet<Class<?>> above,
            SequencedSet<Provider<?>> ordered) {
        @Nullable Provision<?> provision = instead.getOrDefault(type, byType.get(type));
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
        Provider<?> provider = provision.on(path);
        provider.needs().forEach(need -> add(need, path, provision.name(), instead, above, ordered));
        above.remove(type);
        ordered.add(provider);
    }
}
