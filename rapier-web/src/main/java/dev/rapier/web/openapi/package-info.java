/** The OpenAPI 3.1 document of an application, as FastAPI writes it. */
@NullMarked
package dev.rapier.web.openapi;

import org.jspecify.annotations.NullMarked;
