/** The command line: one class for each command. */
@NullMarked
package dev.rapier.cli;

import org.jspecify.annotations.NullMarked;
