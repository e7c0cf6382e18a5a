/** What happens on databases as meters of Micrometer. */
@org.jspecify.annotations.NullMarked
package dev.rapier.micrometer;
