/** Values to JSON by FastAPI's conventions. */
@NullMarked
package dev.rapier.web.encoding;

import org.jspecify.annotations.NullMarked;
