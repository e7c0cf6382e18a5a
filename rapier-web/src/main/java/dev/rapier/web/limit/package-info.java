/** How many requests are worked on at once. */
@NullMarked
package dev.rapier.web.limit;

import org.jspecify.annotations.NullMarked;
