/** From entities to classes of typed columns. */
@NullMarked
package dev.rapier.processor;

import org.jspecify.annotations.NullMarked;
