/** What the verbs of {@code rapier-async} cost beside what one would write by hand, and beside other libraries. */
@org.jspecify.annotations.NullMarked
package dev.rapier.bench.async;
