/** The tour: a service with every example of the guide on coroutines, and the page that shows and runs them. */
@NullMarked
package dev.rapier.tour;

import org.jspecify.annotations.NullMarked;
