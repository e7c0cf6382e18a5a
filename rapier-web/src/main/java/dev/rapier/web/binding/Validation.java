package dev.rapier.web.binding;

import org.jspecify.annotations.Nullable;

/** Constraints that only Hibernate Validator knows, on a made object. */
interface Validation {
    /** None. */
    Validation NONE = (made, input, problems) -> {};

    /** Says to the problems which constraints the object breaks. */
    void check(Object made, @Nullable Object input, Problems problems);
}
