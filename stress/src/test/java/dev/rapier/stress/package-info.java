/** Races of {@code rapier-async}: under jcstress, under Lincheck, and in random programs. */
@org.jspecify.annotations.NullMarked
package dev.rapier.stress;
