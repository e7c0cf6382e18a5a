/** The lessons of the tour, one file each, in the order of the guide that they follow. */
@NullMarked
package dev.rapier.tour.lesson;

import org.jspecify.annotations.NullMarked;
