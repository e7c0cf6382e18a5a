package dev.rapier.processor;

import java.util.Locale;

/**
 * An attribute of an entity.
 *
 * @param name in Java: {@code loginCount}
 * @param type its type as source, boxed; of one that holds many the type of each
 */
record MappedAttribute(String name, String type) {
    boolean isText() {
        return type.equals("java.lang.String");
    }

    /** {@code LOGIN_COUNT}. */
    String constant() {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
