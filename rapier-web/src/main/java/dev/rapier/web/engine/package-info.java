/** The seam between the framework and what speaks HTTP: engines implement it, the framework serves it. */
@NullMarked
package dev.rapier.web.engine;

import org.jspecify.annotations.NullMarked;
