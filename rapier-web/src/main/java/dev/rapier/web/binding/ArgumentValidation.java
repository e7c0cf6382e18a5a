package dev.rapier.web.binding;

import dev.rapier.web.Request;
import org.jspecify.annotations.Nullable;

/** Constraints that only Hibernate Validator knows, on the arguments of a method. */
interface ArgumentValidation {
    /** None. */
    ArgumentValidation NONE = (arguments, request, problems) -> {};

    /** Says to the problems which constraints the arguments break. */
    void check(@Nullable Object[] arguments, Request request, Problems problems);
}
