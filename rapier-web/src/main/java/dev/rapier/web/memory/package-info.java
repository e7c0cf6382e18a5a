/** An engine without sockets: requests and answers stay in memory. For tests, and to keep the seam to engines honest. */
@NullMarked
package dev.rapier.web.memory;

import org.jspecify.annotations.NullMarked;
