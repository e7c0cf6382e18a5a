/** A client that speaks to an application in its own process. */
@NullMarked
package dev.rapier.inprocess;

import org.jspecify.annotations.NullMarked;
