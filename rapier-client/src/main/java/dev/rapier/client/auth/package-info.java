/** How requests show who sends them. */
@NullMarked
package dev.rapier.client.auth;

import org.jspecify.annotations.NullMarked;
