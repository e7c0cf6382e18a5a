package dev.rapier.web.openapi;

import org.jspecify.annotations.Nullable;

/** The text of a reference, which is known only when the document is complete. Equal for input and output. */
record Reference(Definition definition, boolean output) {
    static final String PREFIX = "#/components/schemas/";

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reference reference && reference.definition == definition;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(definition);
    }

    @Override
    public String toString() {
        return PREFIX + definition.schemaName(output);
    }
}
