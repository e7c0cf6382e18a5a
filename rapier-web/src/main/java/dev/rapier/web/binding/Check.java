package dev.rapier.web.binding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One constraint on a converted value. */
interface Check {
    /** Says to the problems that the value breaks the constraint; true where it does not. */
    boolean holds(Object value, @Nullable Object input, Problems problems);

    /** Adds the keywords of JSON schema. */
    void describe(Map<String, @Nullable Object> schema);

    /** Of several constraints that a value breaks, pydantic reports the one that stands first in its order. */
    int order();
}
