/** The runner: it starts servers as processes of their own, puts load on them in turns, and reports ratios. */
@NullMarked
package dev.rapier.bench;

import org.jspecify.annotations.NullMarked;
