/** Ways to call a server. */
@NullMarked
package dev.rapier.bench.client;

import org.jspecify.annotations.NullMarked;
