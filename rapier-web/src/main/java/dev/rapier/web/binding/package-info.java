/** From a request to the arguments of a Java method: conversions, constraints and all errors at once, as FastAPI has them. */
@NullMarked
package dev.rapier.web.binding;

import org.jspecify.annotations.NullMarked;
