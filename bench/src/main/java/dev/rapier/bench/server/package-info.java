/** The servers that are compared. Each runs in a process of its own. */
@NullMarked
package dev.rapier.bench.server;

import org.jspecify.annotations.NullMarked;
