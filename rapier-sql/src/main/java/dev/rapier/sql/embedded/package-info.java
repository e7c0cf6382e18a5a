/** A real PostgreSQL that starts inside a program: binaries from the class path, no container, root allowed. */
@NullMarked
package dev.rapier.sql.embedded;

import org.jspecify.annotations.NullMarked;
