/** The cookies that a client keeps and sends. */
@NullMarked
package dev.rapier.client.cookies;

import org.jspecify.annotations.NullMarked;
