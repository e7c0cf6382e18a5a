/** SQL databases in direct style: {@code Database}, rows, transactions and the errors of a database. */
@NullMarked
package dev.rapier.sql;

import org.jspecify.annotations.NullMarked;
