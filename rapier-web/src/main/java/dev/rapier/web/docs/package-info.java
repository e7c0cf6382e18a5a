/** The pages on which people read the OpenAPI document: Swagger UI and Redoc, served from the jars, without any other host. */
@NullMarked
package dev.rapier.web.docs;

import org.jspecify.annotations.NullMarked;
