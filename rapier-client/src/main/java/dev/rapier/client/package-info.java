/** The HTTP client in the manner of httpx: one {@link dev.rapier.client.Client}, requests, responses, transports and errors. */
@NullMarked
package dev.rapier.client;

import org.jspecify.annotations.NullMarked;
