/** What one asks a database, by Rapier and by hand. */
@org.jspecify.annotations.NullMarked
package dev.rapier.bench.sql;
